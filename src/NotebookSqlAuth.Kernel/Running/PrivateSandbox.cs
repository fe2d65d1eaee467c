using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Sandbox;

namespace NotebookSqlAuth.Kernel.Running;

/// <summary>A sandbox for one run: this process finds it by its environment, and its demo user signs in by herself.</summary>
internal sealed class PrivateSandbox : IAsyncDisposable
{
    private readonly SandboxHost _host;
    private readonly TerminalOutput _terminal;
    private readonly SandboxUser _user = SandboxUser.All[0];

    private PrivateSandbox(SandboxHost host, TerminalOutput terminal)
    {
        _host = host;
        _terminal = terminal;
        _host.DeviceCodeRequested += OnDeviceCodeRequested;
    }

    /// <summary>Starts it and points this process's environment to it.</summary>
    /// <exception cref="UserError">It cannot start.</exception>
    public static async Task<PrivateSandbox> StartAsync(TerminalOutput terminal, CancellationToken cancellationToken)
    {
        var host = await SandboxStart.StartAsync(new SandboxOptions(), cancellationToken);
        foreach (var (name, value) in host.EnvironmentVariables)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        terminal.Show($"Sandbox: {host.Database} on {host.Server}. Its people, tokens and data are made up and end with this run.");
        return new PrivateSandbox(host, terminal);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _host.DeviceCodeRequested -= OnDeviceCodeRequested;
        return _host.DisposeAsync();
    }

    private void OnDeviceCodeRequested(object? sender, DeviceCodeRequestedEventArgs e) => _ = ApproveAsync(e.UserCode);

    private async Task ApproveAsync(string userCode)
    {
        _terminal.Show($"Sandbox: {_user.DisplayName} ({_user.UserName}) signs in by herself; there is nothing to enter.");
        try
        {
            await _host.ApproveAsync(userCode, _user);
        }
        catch (Exception error)
        {
            // Nobody awaits this, so whatever it is must be said here, or the run would wait for a sign-in that never comes.
            _terminal.ShowError($"Sandbox: {_user.DisplayName} could not sign in ({error.GetType().Name}). {error.Message}");
        }
    }
}

using NotebookSqlAuth.Display;
using NotebookSqlAuth.Kernel.Execution.Values;
using NotebookSqlAuth.Kernel.Jupyter.Shell;
using NotebookSqlAuth.Kernel.Running;
using NotebookSqlAuth.Sandbox;

namespace NotebookSqlAuth.Kernel.Jupyter;

/// <summary>A kernel's own sandbox. Its user signs in on the sandbox's page, to which the card leads; where nobody does, she signs in by herself.</summary>
/// <remarks>At once where the front end takes no questions, since nobody sits there; else after <see cref="Patience"/>.</remarks>
internal sealed class LiveSandbox : IAsyncDisposable
{
    // Time to read the card, open the page in spite of its certificate, and enter the code; short enough to wait for where the
    // page cannot be reached, because the kernel runs on another machine than the browser.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private readonly SandboxHost _host;
    private readonly Func<RunningCell?> _cell;
    private readonly SandboxUser _user = SandboxUser.All[0];
    private readonly CancellationTokenSource _end = new();

    private LiveSandbox(SandboxHost host, Func<RunningCell?> cell)
    {
        _host = host;
        _cell = cell;
        _host.DeviceCodeRequested += OnDeviceCodeRequested;
    }

    /// <summary>Starts it and points this process's environment to it.</summary>
    /// <param name="cell">Tells which cell runs.</param>
    /// <exception cref="Errors.UserError">It cannot start.</exception>
    public static async Task<LiveSandbox> StartAsync(Func<RunningCell?> cell)
    {
        var host = await SandboxStart.StartAsync(new SandboxOptions(), CancellationToken.None);
        foreach (var (name, value) in host.EnvironmentVariables)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        return new LiveSandbox(host, cell);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _host.DeviceCodeRequested -= OnDeviceCodeRequested;
        await _end.CancelAsync();
        await _host.DisposeAsync();
        _end.Dispose();
    }

    private void OnDeviceCodeRequested(object? sender, DeviceCodeRequestedEventArgs e) => _ = ApproveAsync(e.UserCode, _cell());

    private async Task ApproveAsync(string userCode, RunningCell? cell)
    {
        var displayId = Guid.NewGuid().ToString("N");
        var outputs = cell is { Request: { AllowStdin: true, Silent: false } } ? cell.Outputs : null;
        outputs?.Display(displayId, ValueForms.Of(NoticeLine.Of(
            "This is the sandbox. Enter the code on its page, to which the card leads (your browser warns that it does not know the certificate: it was made for this sandbox), "
            + $"or wait: after {Patience.TotalSeconds:0} seconds {_user.DisplayName} signs in by herself.")));
        try
        {
            if (outputs is not null)
            {
                await Task.WhenAny(cell!.Ended, Task.Delay(Patience, _end.Token));
            }

            if (cell is not { Ended.IsCompleted: true })
            {
                await _host.ApproveAsync(userCode, _user, _end.Token);
            }
        }
        catch (InvalidOperationException)
        {
            // The page refused: the code was used or declined meanwhile, and the card says which.
        }
        catch (OperationCanceledException)
        {
            // The kernel ends.
        }

        outputs?.UpdateDisplay(displayId, ValueForms.Of(ProgressLine.Of("This is the sandbox: its people, tokens and data are made up.")));
    }
}

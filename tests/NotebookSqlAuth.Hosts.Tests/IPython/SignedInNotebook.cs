using NotebookSqlAuth.Hosts.Tests.Running;
using NotebookSqlAuth.Sandbox;

namespace NotebookSqlAuth.Hosts.Tests.IPython;

/// <summary>A Python notebook with the extension loaded, and a sandbox that it is signed in to; one for a whole class of tests.</summary>
public sealed class SignedInNotebook : IAsyncLifetime
{
    private SandboxHost? _sandbox;
    private IPythonNotebook? _notebook;

    internal SandboxHost Sandbox => _sandbox!;

    /// <summary>The notebook. The first test that asks starts it, so that one which is skipped does not.</summary>
    internal async Task<IPythonNotebook> OpenAsync()
    {
        if (_notebook is not null)
        {
            return _notebook;
        }

        IssuedSecrets.WriteDown();
        _sandbox = await SandboxHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        _sandbox.DeviceCodeRequested += (_, e) => _ = _sandbox.ApproveAsync(e.UserCode, SandboxUser.All[0]);
        _notebook = await IPythonNotebook.StartAsync(_sandbox.EnvironmentVariables);
        foreach (var code in (string[])["%load_ext notebook_sql_auth", "#!aad-login\n#!sql-connect"])
        {
            var cell = await _notebook.RunAsync(code);
            Assert.True(cell.Status == "ok", cell.ToString());
        }

        return _notebook;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_notebook is not null)
        {
            await _notebook.DisposeAsync();
        }

        if (_sandbox is not null)
        {
            await _sandbox.DisposeAsync();
        }
    }
}

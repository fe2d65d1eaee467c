using NotebookSqlAuth.Hosts.Tests.Package;
using NotebookSqlAuth.Hosts.Tests.Running;
using NotebookSqlAuth.Sandbox;

namespace NotebookSqlAuth.Hosts.Tests.Interactive;

/// <summary>A loaded notebook whose environment names a sandbox of its own, signed in and connected.</summary>
internal sealed class SandboxNotebook : IAsyncDisposable
{
    private readonly List<string> codes = [];
    private readonly List<CellRun> runs = [];

    private SandboxNotebook(SandboxHost sandbox, LoadedNotebook notebook)
    {
        Sandbox = sandbox;
        Notebook = notebook;
        sandbox.DeviceCodeRequested += (_, request) => codes.Add(request.UserCode);
    }

    public SandboxHost Sandbox { get; }

    public LoadedNotebook Notebook { get; }

    /// <summary>What <c>#!aad-login</c> showed.</summary>
    public CellRun SignIn { get; private set; } = null!;

    /// <summary>What <c>#!sql-connect</c> showed.</summary>
    public CellRun Connect { get; private set; } = null!;

    /// <summary>The code that <see cref="SignIn"/> asked for; a cell may ask for others later.</summary>
    public string Code => codes[0];

    /// <summary>Everything the host has said so far.</summary>
    public string Transcript => string.Join('\n', runs.Select(run => run.Raw));

    /// <summary>Opens one; skips the test where there is no host.</summary>
    public static async Task<SandboxNotebook> OpenAsync(PackageFeed feed)
    {
        await DotnetInteractive.RequireAsync();
        IssuedSecrets.WriteDown();
        var sandbox = await SandboxHost.StartAsync(new SandboxOptions());
        try
        {
            var opened = new SandboxNotebook(sandbox, await LoadedNotebook.OpenAsync(feed, sandbox.EnvironmentVariables));
            try
            {
                opened.SignIn = (await opened.RunAsync("#!aad-login", opened.ApproveAsync)).MustSucceed();
                opened.Connect = (await opened.RunAsync("#!sql-connect")).MustSucceed();
                return opened;
            }
            catch
            {
                await opened.Notebook.DisposeAsync();
                throw;
            }
        }
        catch
        {
            await sandbox.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a cell.</summary>
    public async Task<CellRun> RunAsync(string code, Func<HostEvent, Task>? onEvent = null)
    {
        var run = await Notebook.Host.RunAsync(code, onEvent);
        runs.Add(run);
        return run;
    }

    public async ValueTask DisposeAsync()
    {
        await Notebook.DisposeAsync();
        await Sandbox.DisposeAsync();
    }

    /// <summary>Does what the card asks a person to do.</summary>
    private Task ApproveAsync(HostEvent shown) => shown.Type == "DisplayedValueProduced"
        ? Sandbox.ApproveAsync(Code, SandboxUser.All[0], TestContext.Current.CancellationToken)
        : Task.CompletedTask;
}

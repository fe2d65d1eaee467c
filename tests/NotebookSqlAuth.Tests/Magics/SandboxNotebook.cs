using System.Collections.Concurrent;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Magics;
using NotebookSqlAuth.Sandbox;
using Xunit;

namespace NotebookSqlAuth.Tests.Magics;

/// <summary>A notebook whose far side is a sandbox of its own: cells run through the one door that hosts use.</summary>
internal sealed class SandboxNotebook : IAsyncDisposable
{
    // What goes wrong at the device page ends the test; the cell alone would wait for as long as its code lives.
    private readonly TaskCompletionSource _personFailed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SandboxNotebook(SandboxHost sandbox, IReadOnlyDictionary<string, string>? environment)
    {
        Sandbox = sandbox;
        Session = new NotebookSession(name =>
            sandbox.EnvironmentVariables.GetValueOrDefault(name) ?? environment?.GetValueOrDefault(name));
        OnCode = code => Sandbox.ApproveAsync(code, SandboxUser.All[0]);
        sandbox.DeviceCodeRequested += (_, e) =>
        {
            Codes.Add(e.UserCode);
            Act(OnCode(e.UserCode));
        };
    }

    public SandboxHost Sandbox { get; }

    public NotebookSession Session { get; }

    public RecordingCell LastCell { get; private set; } = new(CancellationToken.None);

    public List<string> Codes { get; } = [];

    /// <summary>What the person in front of the device page does with a code.</summary>
    public Func<string, Task> OnCode { get; set; }

    public ConcurrentDictionary<string, object?> Variables { get; } = new();

    /// <summary>A notebook in which nobody has signed in yet.</summary>
    /// <param name="options">How its sandbox behaves.</param>
    /// <param name="environment">What its environment says beside where the sandbox is.</param>
    public static async Task<SandboxNotebook> StartAsync(SandboxOptions? options = null, IReadOnlyDictionary<string, string>? environment = null) =>
        new(await SandboxHost.StartAsync(options, TestContext.Current.CancellationToken), environment);

    /// <summary>A notebook in which the first demo user is signed in and connected.</summary>
    public static async Task<SandboxNotebook> StartConnectedAsync(SandboxOptions? options = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var notebook = await StartAsync(options, environment);
        await notebook.RunAsync("#!aad-login");
        await notebook.RunAsync("#!sql-connect");
        return notebook;
    }

    /// <summary>Runs a cell: a magic's line, and the lines below it.</summary>
    public async Task<RecordingCell> RunAsync(string cell, Action<RecordingCell>? prepare = null, CancellationToken? cancellation = null)
    {
        var lines = cell.Split('\n', 2);
        var words = lines[0].Split(' ', 2);
        LastCell = new RecordingCell(cancellation ?? TestContext.Current.CancellationToken) { Variables = Variables };
        prepare?.Invoke(LastCell);
        var running = MagicSet.RunAsync(MagicSet.Find(words[0])!, words.ElementAtOrDefault(1) ?? "", lines.ElementAtOrDefault(1) ?? "", Session, LastCell);
        await await Task.WhenAny(running, _personFailed.Task);
        return LastCell;
    }

    /// <summary>Runs a cell that fails with this code, whose card is the last thing that it shows.</summary>
    public async Task<UserError> FailAsync(string cell, string code)
    {
        var error = await Assert.ThrowsAsync<UserError>(() => RunAsync(cell));
        Assert.True(code == error.Code, error.Message);
        // What the server had printed stands above the card.
        var printed = string.Concat(error.ServerMessages.Select(message => message + "\n"));
        Assert.StartsWith(printed + "Error " + code, LastCell.Displays[^1].Outputs[^1].PlainText, StringComparison.Ordinal);
        return error;
    }

    /// <summary>Lets a person do something while a cell runs.</summary>
    public void Act(Task deed) => deed.ContinueWith(
        done => _personFailed.TrySetException(done.Exception!), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        await Sandbox.DisposeAsync();
    }
}

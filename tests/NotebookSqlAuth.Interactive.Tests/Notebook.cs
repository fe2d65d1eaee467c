using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using NotebookSqlAuth.Interactive.Commands;
using NotebookSqlAuth.Sandbox;

namespace NotebookSqlAuth.Interactive.Tests;

/// <summary>A notebook on the double of the platform, with the extension loaded and a sandbox on its far side.</summary>
/// <remarks>The extension reads the process's environment, so one such notebook is open at a time.</remarks>
public sealed class Notebook : IAsyncLifetime
{
    /// <summary>The collection of tests that open one.</summary>
    internal const string OneAtATime = "notebook";

    private SandboxHost _sandbox = null!;

    internal CompositeKernel Root { get; } = new();

    internal CSharpDouble CSharp { get; } = new();

    internal string Database => _sandbox.Database;

    public async ValueTask InitializeAsync()
    {
        _sandbox = await SandboxHost.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);
        _sandbox.DeviceCodeRequested += (_, request) => _ = _sandbox.ApproveAsync(request.UserCode, SandboxUser.All[0]);
        foreach (var (name, value) in _sandbox.EnvironmentVariables)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        Root.Add(CSharp);
        await new NotebookSqlAuthExtension().OnLoadAsync(Root);
        MustSucceed(await RunAsync(new NotebookSqlAuthAadLoginCommand()));
        MustSucceed(await RunAsync(new NotebookSqlAuthSqlConnectCommand()));
    }

    public async ValueTask DisposeAsync()
    {
        Root.Dispose();
        foreach (var name in _sandbox.EnvironmentVariables.Keys)
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        await _sandbox.DisposeAsync();
    }

    /// <summary>Sends a command, as part of a cell where one is given.</summary>
    internal Task<IReadOnlyList<KernelEvent>> RunAsync(KernelCommand command, string? cell = null, CancellationToken? cancellation = null) =>
        SendAsync(cell is null ? command : new SubmitCode(cell) { Parts = [command] }, cancellation);

    /// <summary>Runs a cell, with what the platform's parser makes of it.</summary>
    internal Task<IReadOnlyList<KernelEvent>> RunCellAsync(string cell, params KernelCommand[] parts) => SendAsync(new SubmitCode(cell) { Parts = parts });

    /// <summary>Runs lines below a magic, as the platform hands them over.</summary>
    internal Task<IReadOnlyList<KernelEvent>> RunBodyAsync(string kernel, string body, params (string Option, string Value)[] words)
    {
        var command = new SubmitCode(body, kernel);
        foreach (var (option, value) in words)
        {
            command.Parameters[option] = value;
        }

        var line = string.Concat(words.Select(word => $" {word.Option} {word.Value}"));
        return RunAsync(command, $"#!{kernel}{line}\n{body}");
    }

    /// <summary>A command that neither failed nor left an error of the platform's below the cell.</summary>
    internal static void MustSucceed(IReadOnlyList<KernelEvent> events)
    {
        Assert.Null(ErrorOf(events));
        Assert.Empty(events.OfType<ErrorProduced>());
    }

    /// <summary>What a command failed with; null where it did not.</summary>
    internal static string? ErrorOf(IReadOnlyList<KernelEvent> events) => events.OfType<CommandFailed>().SingleOrDefault()?.Message;

    /// <summary>What stands below the cell in the end, as plain text.</summary>
    internal static IReadOnlyList<string> TextsOf(IReadOnlyList<KernelEvent> events) =>
        [.. events.OfType<DisplayEvent>().GroupBy(shown => shown.ValueId)
            .Select(display => display.Last().FormattedValues.Single(form => form.MimeType == "text/plain").Value)];

    /// <returns>What a front end hears of it, but for how the command's parts ended.</returns>
    private async Task<IReadOnlyList<KernelEvent>> SendAsync(KernelCommand command, CancellationToken? cancellation = null)
    {
        var result = await Root.SendAsync(command, cancellation ?? TestContext.Current.CancellationToken);
        return [.. result.Heard.Where(heard => heard.Command == command || heard is not KernelCommandCompletionEvent)];
    }
}

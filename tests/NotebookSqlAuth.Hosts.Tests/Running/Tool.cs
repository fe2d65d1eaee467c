using System.Diagnostics;
using System.Runtime.InteropServices;
using Xunit;

namespace NotebookSqlAuth.Hosts.Tests.Running;

/// <summary>The built tool as a process of its own.</summary>
internal sealed class Tool : IDisposable
{
    /// <summary>Far beyond what any run takes: a tool that hangs fails its own test and not the whole run.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private Tool(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
    }

    /// <summary>Starts it.</summary>
    public static Tool Start(params string[] arguments) => Start(new Dictionary<string, string>(), arguments);

    /// <summary>Starts it with more in its environment.</summary>
    public static Tool Start(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        StartProgram(Repository.Built("NotebookSqlAuth.Kernel", "net10.0", "notebook-sql.dll"), environment, arguments);

    /// <summary>Starts another program that this build made.</summary>
    public static Tool StartProgram(string dll, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, ArgumentList = { dll } };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new Tool(Process.Start(start)!);
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<ToolResult> RunAsync(params string[] arguments)
    {
        using var tool = Start(arguments);
        return await tool.EndAsync();
    }

    /// <summary>Reads standard output up to the first line that holds a text.</summary>
    public async Task<string> ReadUntilAsync(string text)
    {
        while (await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"The tool ended without saying `{text}`. It said: {await _errors}");
    }

    /// <summary>Sends what Ctrl-C sends.</summary>
    public void Interrupt()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "skipped: needs POSIX signals");
        Assert.Equal(0, Kill(_process.Id, 2));
    }

    /// <summary>Sends a request to end.</summary>
    public void Terminate()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "skipped: needs POSIX signals");
        Assert.Equal(0, Kill(_process.Id, 15));
    }

    /// <summary>Waits for its end; the output is what was not read before.</summary>
    public async Task<ToolResult> EndAsync()
    {
        var output = await _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        var errors = await _errors;
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ToolResult(_process.ExitCode, output, errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}

/// <summary>What a run of the tool left.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Errors);

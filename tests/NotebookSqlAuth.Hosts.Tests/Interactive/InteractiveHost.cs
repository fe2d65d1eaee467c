using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;

namespace NotebookSqlAuth.Hosts.Tests.Interactive;

/// <summary>A running dotnet-interactive, spoken to over its standard input and output as a notebook's front end does.</summary>
internal sealed class InteractiveHost : IAsyncDisposable
{
    private readonly Process process;
    private readonly DirectoryInfo home;
    private readonly ConcurrentDictionary<string, Channel<HostEvent>> cells = new();
    private readonly Task reading;
    private int lastToken;

    private InteractiveHost(Process process, DirectoryInfo home)
    {
        this.process = process;
        this.home = home;
        reading = ReadAsync();
        // Read, so that a full pipe never holds the host up; what matters of it comes as events too.
        process.BeginErrorReadLine();
    }

    /// <summary>Where the machine's user has the packages that were restored before.</summary>
    public static string UsersPackages => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>Starts one with packages of its own: what other notebooks restored only serves as its source.</summary>
    public static async Task<InteractiveHost> StartAsync(IReadOnlyDictionary<string, string> environment)
    {
        var program = await DotnetInteractive.RequireAsync();
        var home = Directory.CreateTempSubdirectory("notebooksqlauth-host-");
        var start = new ProcessStartInfo(program, ["stdio", "--working-dir", home.FullName])
        {
            WorkingDirectory = home.FullName,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["NUGET_FALLBACK_PACKAGES"] = UsersPackages;
        start.Environment["NUGET_PACKAGES"] = Path.Combine(home.FullName, "packages");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new InteractiveHost(Process.Start(start)!, home);
    }

    /// <summary>Runs a cell to its end.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="onEvent">Called for each event while the cell runs.</param>
    public async Task<CellRun> RunAsync(string code, Func<HostEvent, Task>? onEvent = null) => new(await AskAsync("SubmitCode", new { code }, onEvent));

    /// <summary>Stops the running cell, as a notebook's stop button does.</summary>
    public Task CancelAsync() => SendAsync(Open().Token, "Cancel", new { });

    /// <summary>What completion offers at the end of a cell.</summary>
    public async Task<IReadOnlyDictionary<string, string>> CompleteAsync(string cell)
    {
        var lines = cell.Split('\n');
        var events = await AskAsync("RequestCompletions", new { code = cell, linePosition = new { line = lines.Length - 1, character = lines[^1].Length } });
        return events.Where(hostEvent => hostEvent.Type == "CompletionsProduced")
            .SelectMany(hostEvent => hostEvent.Body.GetProperty("completions").EnumerateArray())
            .ToDictionary(
                item => item.GetProperty("displayText").GetString()!,
                item => item.GetProperty("documentation").GetString() ?? string.Empty);
    }

    /// <summary>Sends any command; returns what the host said up to its end.</summary>
    /// <param name="commandType">The command's name.</param>
    /// <param name="command">Its content.</param>
    /// <param name="onEvent">Called for each event before the last.</param>
    public async Task<IReadOnlyList<HostEvent>> AskAsync(string commandType, object command, Func<HostEvent, Task>? onEvent = null)
    {
        var (token, channel) = Open();
        await SendAsync(token, commandType, command);
        var events = new List<HostEvent>();
        await foreach (var hostEvent in channel.Reader.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            events.Add(hostEvent);
            if (hostEvent.Token == token && hostEvent.Type is "CommandSucceeded" or "CommandFailed")
            {
                return events;
            }

            if (onEvent is not null)
            {
                await onEvent(hostEvent);
            }
        }

        throw new InvalidOperationException($"The host ended before it answered {commandType}: {JsonSerializer.Serialize(command)}");
    }

    public async ValueTask DisposeAsync()
    {
        await SendAsync(Open().Token, "Quit", new { });
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        await reading;
        process.Dispose();
        home.Delete(recursive: true);
    }

    private (string Token, Channel<HostEvent> Channel) Open()
    {
        var token = "cell" + Interlocked.Increment(ref lastToken);
        return (token, cells[token] = Channel.CreateUnbounded<HostEvent>());
    }

    private async Task SendAsync(string token, string commandType, object command)
    {
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { token, commandType, command }));
        await process.StandardInput.FlushAsync();
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            // A command of the platform's own within a cell has the cell's token with a number behind it.
            var hostEvent = line.StartsWith('{') && line.Contains("\"eventType\"", StringComparison.Ordinal) ? HostEvent.Parse(line) : null;
            if (hostEvent is not null && cells.TryGetValue(hostEvent.Token.Split('.')[0], out var cell))
            {
                cell.Writer.TryWrite(hostEvent);
            }
        }

        foreach (var cell in cells.Values)
        {
            cell.Writer.TryComplete();
        }
    }
}

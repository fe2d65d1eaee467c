using System.Diagnostics;
using System.Text;
using System.Text.Json;
using NotebookSqlAuth.Hosts.Tests.IPython;
using NotebookSqlAuth.Hosts.Tests.Jupyter;

namespace NotebookSqlAuth.Hosts.Tests.Language;

/// <summary>A sandbox kernel in which somebody types, asked by Jupyter's own client. Texts show the cursor as a bar.</summary>
public sealed class LiveLanguage : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly InstalledKernels _kernels = new();
    private Process? _client;

    /// <summary>Starts the kernel, signs in and connects.</summary>
    public async ValueTask InitializeAsync()
    {
        Python.Require("jupyter_client");
        await _kernels.InitializeAsync();
        var start = new ProcessStartInfo(Python.Program, [Repository.PathOf("tests", "NotebookSqlAuth.Hosts.Tests", "Language", "python", "ask.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = _kernels.WorkFolder,
        };
        foreach (var (name, value) in _kernels.Environment)
        {
            start.Environment[name] = value;
        }

        _client = Process.Start(start)!;
        await ConnectAsync();
    }

    /// <summary>Ends both.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            _client.StandardInput.Close();
            await _client.WaitForExitAsync(CancellationToken.None).WaitAsync(s_patience);
            _client.Dispose();
            await _kernels.DisposeAsync();
        }
    }

    internal async Task ConnectAsync()
    {
        await RunAsync("#!aad-login");
        await RunAsync("#!sql-connect");
        await KnownAsync("#!sql-query\nSELECT o.| FROM sales.Orders o");
    }

    /// <summary>Runs a cell that succeeds.</summary>
    internal async Task RunAsync(string code)
    {
        var reply = await SendAsync(new { @do = "run", code });
        Assert.True(reply.GetProperty("status").GetString() == "ok", reply.ToString());
    }

    /// <summary>Runs a cell that fails, and says how.</summary>
    internal async Task<string> FailAsync(string code) => (await SendAsync(new { @do = "run", code })).GetProperty("evalue").GetString()!;

    /// <summary>Starts a cell that prints <c>begun</c> and would go on.</summary>
    internal Task BeginAsync(string code) => SendAsync(new { @do = "begin", code });

    /// <summary>Stops that cell.</summary>
    /// <returns>The error that it ended in: it had not ended before.</returns>
    internal async Task<string> StopAsync() => (await SendAsync(new { @do = "stop" })).GetProperty("status").GetString()!;

    /// <summary>What could stand at the cursor.</summary>
    internal Task<Completions> CompleteAsync(string typed)
    {
        var cursor = typed.IndexOf('|', StringComparison.Ordinal);
        return CompleteAsync(typed.Remove(cursor, 1), Count(typed[..cursor]));
    }

    internal async Task<Completions> CompleteAsync(string code, int cursor)
    {
        var reply = await AskAsync("complete_request", new { code, cursor_pos = cursor });
        return new Completions(
            code,
            reply.GetProperty("cursor_start").GetInt32(),
            reply.GetProperty("cursor_end").GetInt32(),
            [.. reply.GetProperty("matches").EnumerateArray().Select(match => match.GetString()!)],
            [.. reply.GetProperty("metadata").GetProperty("_jupyter_types_experimental").EnumerateArray().Select(typed => (
                typed.GetProperty("type").GetString()!, typed.TryGetProperty("signature", out var signature) ? signature.GetString() : null))]);
    }

    internal async Task<IReadOnlyList<string>> NamesAsync(string typed) => (await CompleteAsync(typed)).Names;

    /// <summary>Asks until something is known, as somebody would who types on: what is read in the background comes when it comes.</summary>
    internal async Task<IReadOnlyList<string>> KnownAsync(string typed)
    {
        for (var end = Stopwatch.StartNew(); end.Elapsed < s_patience;)
        {
            if (await NamesAsync(typed) is { Count: > 0 } names)
            {
                return names;
            }
        }

        throw new TimeoutException($"Nothing is known of {typed}");
    }

    /// <summary>What is known of the word at the cursor, as plain text; null for nothing.</summary>
    internal async Task<string?> InspectAsync(string typed, int detail = 0)
    {
        var cursor = typed.IndexOf('|', StringComparison.Ordinal);
        var reply = await AskAsync("inspect_request", new { code = typed.Remove(cursor, 1), cursor_pos = Count(typed[..cursor]), detail_level = detail });
        return reply.GetProperty("found").GetBoolean() ? reply.GetProperty("data").GetProperty("text/plain").GetString() : null;
    }

    /// <summary>Whether a console would send it: complete, incomplete or invalid.</summary>
    internal async Task<string> CompletenessAsync(string code)
    {
        var reply = await SendAsync(new { @do = "ask", kind = "is_complete_request", content = new { code } });
        return reply.GetProperty("status").GetString()!;
    }

    // Jupyter's positions count code points.
    private static int Count(string text) => text.EnumerateRunes().Count();

    private async Task<JsonElement> AskAsync(string kind, object content)
    {
        var reply = await SendAsync(new { @do = "ask", kind, content });
        Assert.True(reply.GetProperty("status").GetString() == "ok", reply.ToString());
        return reply;
    }

    private async Task<JsonElement> SendAsync(object request)
    {
        await _client!.StandardInput.WriteLineAsync(JsonSerializer.Serialize(request));
        await _client.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        var line = await _client.StandardOutput.ReadLineAsync(CancellationToken.None).AsTask().WaitAsync(s_patience, CancellationToken.None);
        Assert.True(line is not null, "The client has ended.");
        return JsonDocument.Parse(line).RootElement;
    }
}

/// <summary>An answer to a complete request; positions count code points.</summary>
internal sealed record Completions(string Code, int Start, int End, IReadOnlyList<string> Names, IReadOnlyList<(string Kind, string? Description)> Types)
{
    /// <summary>The code after the first of them was taken.</summary>
    public string Taken
    {
        get
        {
            var runes = Code.EnumerateRunes().ToList();
            return Text(runes[..Start]) + Names[0] + Text(runes[End..]);
        }
    }

    private static string Text(List<Rune> runes) => string.Concat(runes.Select(rune => rune.ToString()));
}

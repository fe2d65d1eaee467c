using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace NotebookSqlAuth.Benchmarks;

/// <summary>A program of another language that waits for lines: what it measures is its own time, without its start.</summary>
internal sealed partial class PeerProcess : IAsyncDisposable
{
    private const int LogLines = 30;

    private readonly Process _process;

    private PeerProcess(Process process) => _process = process;

    public static async Task<PeerProcess> StartAsync(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        var log = new ConcurrentQueue<string?>();
        process.ErrorDataReceived += (_, e) =>
        {
            log.Enqueue(e.Data);
            if (log.Count > LogLines)
            {
                log.TryDequeue(out var _);
            }
        };
        process.BeginErrorReadLine();
        if (await process.StandardOutput.ReadLineAsync() == "ready")
        {
            return new PeerProcess(process);
        }

        process.Kill(entireProcessTree: true);

        // With the last lines that it wrote.
        await process.WaitForExitAsync();
        process.Dispose();
        throw new InvalidOperationException($"{program} did not start:\n{string.Join('\n', log)}");
    }

    public async Task<WayTime> AskAsync(params string[] words)
    {
        await _process.StandardInput.WriteLineAsync(string.Join('\t', words));
        await _process.StandardInput.FlushAsync();
        var line = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("A peer ended.");
        var parts = line.Split('\t', 3);
        return new WayTime(
            double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture), Canonical(parts[2]));
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>The same rows are written differently by each language: only words and numbers count, without trailing zeros.</summary>
    internal static string Canonical(string rows) => string.Join(
        ' ', Token().Matches(rows.Replace("Decimal", "", StringComparison.Ordinal)).Select(match =>
            match.Value.Contains('.', StringComparison.Ordinal) ? match.Value.TrimEnd('0').TrimEnd('.') : match.Value));

    [GeneratedRegex(@"[A-Za-z]+|\d+(\.\d+)?")]
    private static partial Regex Token();
}

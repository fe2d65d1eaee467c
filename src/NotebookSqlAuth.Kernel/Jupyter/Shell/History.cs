using System.Text.Json;
using System.Text.Json.Nodes;
using NotebookSqlAuth.Kernel.Jupyter.Output;
using NotebookSqlAuth.Kernel.Jupyter.Wire;

namespace NotebookSqlAuth.Kernel.Jupyter.Shell;

/// <summary>What was run in this kernel's life. Thread-safe.</summary>
/// <remarks>It is in memory only: cells may hold what its user would not have written to a file behind her back.</remarks>
internal sealed class History
{
    // There is no other session than this one, which requests also call 0.
    private const int Session = 1;

    private readonly Lock _lock = new();
    private readonly List<Entry> _entries = [];

    /// <summary>Remembers a cell.</summary>
    public void Add(int executionCount, string code, string? result)
    {
        lock (_lock)
        {
            _entries.Add(new Entry(executionCount, code, result));
        }
    }

    /// <summary>Answers a history request.</summary>
    /// <exception cref="JsonException">It is malformed.</exception>
    public JsonObject Answer(JsonElement content)
    {
        var withOutput = content.Flag("output", missing: false);
        return new JsonObject { ["history"] = new JsonArray([.. Select(content).Select(entry => (JsonNode)entry.ToJson(withOutput))]) };
    }

    private List<Entry> Select(JsonElement content)
    {
        List<Entry> all;
        lock (_lock)
        {
            all = [.. _entries];
        }

        var most = Math.Max(0, content.Number("n") ?? all.Count);
        return content.TextOrNull("hist_access_type") switch
        {
            "tail" => [.. all.TakeLast(most)],
            "range" => Range(all, content),
            "search" => [.. Search(all, content).TakeLast(most)],
            _ => throw new JsonException("`hist_access_type` is none of tail, range and search."),
        };
    }

    private static List<Entry> Range(List<Entry> all, JsonElement content)
    {
        var start = content.Number("start") ?? 0;
        var stop = content.Number("stop") ?? int.MaxValue;
        return content.Number("session") is null or 0 or Session
            ? all.FindAll(entry => entry.Line >= start && entry.Line < stop)
            : [];
    }

    private static List<Entry> Search(List<Entry> all, JsonElement content)
    {
        var pattern = Glob.ToRegex(content.TextOrNull("pattern") ?? "*");
        var found = all.FindAll(entry => pattern.IsMatch(entry.Code));
        if (content.Flag("unique", missing: false))
        {
            // The last of equal ones stays, where it stands.
            var seen = new HashSet<string>(StringComparer.Ordinal);
            found = [.. Enumerable.Reverse(found).Where(entry => seen.Add(entry.Code)).Reverse()];
        }

        return found;
    }

    private sealed record Entry(int Line, string Code, string? Result)
    {
        public JsonArray ToJson(bool withOutput) => new(
            Session, Line, withOutput ? new JsonArray(Code, Result is null ? null : WellFormed.Of(Result)) : Code);
    }
}

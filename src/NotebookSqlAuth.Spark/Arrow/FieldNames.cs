using System.Globalization;

namespace NotebookSqlAuth.Spark.Arrow;

/// <summary>Names that stay apart in Spark, which does not tell capitals from small letters.</summary>
internal sealed class FieldNames
{
    private readonly HashSet<string> _sources;
    private readonly HashSet<string> _used;

    /// <param name="sources">All names that columns have; a made-up one never takes theirs.</param>
    /// <param name="comparer">Which names are one: Spark's do not tell capitals from small letters, a frame's do.</param>
    internal FieldNames(IEnumerable<string> sources, StringComparer? comparer = null)
    {
        comparer ??= StringComparer.OrdinalIgnoreCase;
        _sources = new(sources, comparer);
        _used = new(comparer);
    }

    /// <summary>A sentence for each name that was changed.</summary>
    internal List<string> Notices { get; } = [];

    /// <summary>A column's name in Spark: its own, but for a number where another differs in capitals only.</summary>
    internal string Of(string source)
    {
        if (_used.Add(source))
        {
            return source;
        }

        var name = FirstFree(source);
        Notices.Add($"`{source}` is `{name}` in Spark, which does not tell capitals from small letters.");
        return name;
    }

    /// <summary>A name for a field that no column gave.</summary>
    internal string MakeUp(string wanted)
    {
        if (!_sources.Contains(wanted) && _used.Add(wanted))
        {
            return wanted;
        }

        return FirstFree(wanted);
    }

    private string FirstFree(string prefix)
    {
        var number = 2;
        string name;
        do
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{prefix}_{number++}");
        }
        while (_sources.Contains(name) || !_used.Add(name));

        return name;
    }
}

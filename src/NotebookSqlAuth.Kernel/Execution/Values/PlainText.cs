using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Data.Analysis;

namespace NotebookSqlAuth.Kernel.Execution.Values;

/// <summary>A value as text, the same in every culture. Sequences by their first items, objects by their members, four levels deep.</summary>
internal static class PlainText
{
    private const int MaxDepth = 4;
    private const int MaxLineWidth = 100;

    // What is left of a level's objects inside others: a graph that refers to itself ends here.
    private const int MaxObjectDepth = 2;

    /// <summary>The text of a value; <c>&lt;null&gt;</c> for null, as Polyglot Notebooks write it.</summary>
    public static string Of(object? value) => Of(value, 0);

    /// <summary>The text of a sequence.</summary>
    public static string Of(Glimpse items) => Of(items, "[ ", " ]", 0);

    /// <summary>The text of a value on one line, inside a table.</summary>
    public static string OfInner(object? value) => Of(value, 1).ReplaceLineEndings(" ");

    private static string Of(object? value, int depth)
    {
        try
        {
            return Text(value, depth);
        }
        catch (Exception error) when (ValueMembers.IsTheValues(error))
        {
            return $"({value!.GetType().Name}, whose text throws {error.GetType().Name})";
        }
    }

    private static string Text(object? value, int depth) => value switch
    {
        null => "<null>",
        string text => text,
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF zzz", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        Exception exception => $"{exception.GetType().FullName}: {exception.Message}",
        byte[] bytes => "0x" + Convert.ToHexString(bytes.AsSpan(0, Math.Min(bytes.Length, MaxLineWidth / 2)))
            + (bytes.Length > MaxLineWidth / 2 ? string.Create(CultureInfo.InvariantCulture, $"… ({bytes.Length:N0} bytes)") : ""),
        DataFrame frame => string.Create(CultureInfo.InvariantCulture, $"DataFrame of {frame.Rows.Count:N0} rows × {frame.Columns.Count:N0} columns"),
        ITuple tuple when depth < MaxDepth => $"({string.Join(", ", Enumerable.Range(0, tuple.Length).Select(index => Of(tuple[index], depth + 1)))})",
        DictionaryEntry entry => $"{Of(entry.Key, depth + 1)}: {Of(entry.Value, depth + 1)}",
        IDictionary dictionary when depth < MaxDepth => Of(Glimpse.Of(Entries(dictionary)), "{ ", " }", depth),
        IEnumerable sequence when depth < MaxDepth => Of(Glimpse.Of(sequence), "[ ", " ]", depth),
        _ when SaysMore(value.GetType()) => value.ToString() ?? "",
        _ when depth >= MaxObjectDepth || !ValueMembers.Shows(value.GetType()) => TypeNames.Of(value.GetType()),
        _ => Members(value, depth),
    };

    private static IEnumerable<object> Entries(IDictionary dictionary)
    {
        // As a plain sequence, a generic dictionary gives pairs of a type that is not known here.
        foreach (DictionaryEntry entry in dictionary)
        {
            yield return entry;
        }
    }

    // A text that the type's author wrote, or the compiler for a record.
    private static bool SaysMore(Type type) =>
        type.GetMethod(nameof(ToString), BindingFlags.Public | BindingFlags.Instance, Type.EmptyTypes)?.DeclaringType is { } author
        && author != typeof(object) && author != typeof(ValueType);

    private static string Members(object value, int depth)
    {
        var members = ValueMembers.Of(value).Select(member => $"{member.Name} = {Of(member.Value, depth + 1)}").ToList();
        var oneLine = $"{TypeNames.Of(value.GetType())} {{ {string.Join(", ", members)} }}";
        return IsLine(oneLine) ? oneLine : TypeNames.Of(value.GetType()) + "\n  " + string.Join("\n  ", members.Select(member => member.ReplaceLineEndings(" ")));
    }

    private static string Of(Glimpse sequence, string open, string close, int depth)
    {
        var items = sequence.Items.Select(item => Of(item, depth + 1)).ToList();
        if (sequence.HasMore)
        {
            items.Add("… (more)");
        }

        if (sequence.Error is { } error)
        {
            items.Add($"(throws {error.GetType().Name})");
        }

        var oneLine = open + string.Join(", ", items) + close;
        return items.Count == 0 ? open.Trim() + close.Trim() : IsLine(oneLine) ? oneLine : string.Join('\n', items);
    }

    private static bool IsLine(string text) => text.Length <= MaxLineWidth && !text.Contains('\n', StringComparison.Ordinal);
}

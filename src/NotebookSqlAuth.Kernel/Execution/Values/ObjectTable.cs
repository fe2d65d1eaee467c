using System.Collections;
using System.Globalization;
using NotebookSqlAuth.Display;

namespace NotebookSqlAuth.Kernel.Execution.Values;

/// <summary>Objects, dictionaries and sequences of objects as tables.</summary>
internal static class ObjectTable
{
    private const int MaxColumns = 20;

    /// <summary>An object, a row for each member.</summary>
    public static CellOutput Of(object value) => Of(TypeNames.Of(value.GetType()), ValueMembers.Of(value));

    /// <summary>Names with their values, a row each.</summary>
    public static CellOutput Of(string caption, IReadOnlyList<(string Name, object? Value)> members) =>
        TextTable.Of($"`{caption}`", [], [.. members.Select(member => (string[])[member.Name, PlainText.OfInner(member.Value)])]);

    /// <summary>A dictionary, a row for each entry.</summary>
    public static CellOutput Of(IDictionary dictionary)
    {
        var rows = new List<string[]>();
        foreach (DictionaryEntry entry in dictionary)
        {
            if (rows.Count == Glimpse.MaxItems)
            {
                break;
            }

            rows.Add([PlainText.OfInner(entry.Key), PlainText.OfInner(entry.Value)]);
        }

        var count = string.Create(CultureInfo.InvariantCulture, $"{dictionary.Count:N0} {(dictionary.Count == 1 ? "entry" : "entries")}");
        var caption = dictionary.Count > rows.Count ? $"{count}, first {rows.Count} shown" : count;
        return TextTable.Of(caption, ["key", "value"], rows) with { PlainText = PlainText.Of(dictionary) };
    }

    /// <summary>A sequence, a row for each item and a column for each member that any of them has.</summary>
    public static CellOutput Of(Glimpse sequence)
    {
        var items = sequence.Items.Select(Members).ToList();
        var names = items.SelectMany(item => item.Keys).Distinct(StringComparer.Ordinal).ToList();
        var shown = names.Take(MaxColumns).ToList();
        var rows = items.Select(item => shown
            .Select(name => item.TryGetValue(name, out var value) ? PlainText.OfInner(value) : "").ToList()).ToList();
        var numeric = Enumerable.Range(0, shown.Count)
            .Where(index => items.All(item => !item.TryGetValue(shown[index], out var value) || IsNumber(value))).ToHashSet();

        var caption = sequence.HasMore ? $"first {rows.Count} items"
            : string.Create(CultureInfo.InvariantCulture, $"{rows.Count} {(rows.Count == 1 ? "item" : "items")}");
        caption = names.Count > shown.Count ? $"{caption}, first {shown.Count} of {names.Count} columns" : caption;
        caption = sequence.Error is { } error ? $"{caption}; then it throws {error.GetType().Name}" : caption;
        return TextTable.Of(caption, shown, rows, numeric) with { PlainText = PlainText.Of(sequence) };
    }

    // An item that has no members stands under the name that C# gives to what a property holds.
    private static Dictionary<string, object?> Members(object? item) =>
        item is not null && ValueMembers.Shows(item.GetType())
            ? ValueMembers.Of(item).ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal)
            : new Dictionary<string, object?>(StringComparer.Ordinal) { ["value"] = item };

    private static bool IsNumber(object? value) =>
        value is null or decimal or System.Numerics.BigInteger || (value.GetType() is { IsPrimitive: true } type && type != typeof(bool) && type != typeof(char));
}

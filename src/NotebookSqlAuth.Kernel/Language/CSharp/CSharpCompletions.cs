using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.Tags;

namespace NotebookSqlAuth.Kernel.Language;

/// <summary>What Roslyn offers at a place, cut to what was typed already.</summary>
internal static class CSharpCompletions
{
    /// <summary>A page shows a dozen at a time, and filters what it has while typing goes on.</summary>
    private const int MaxItems = 500;

    // The first tag says what an item is (Microsoft.CodeAnalysis.Tags.WellKnownTags).
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        [WellKnownTags.Method] = "function",
        [WellKnownTags.ExtensionMethod] = "function",
        [WellKnownTags.Operator] = "operator",
        [WellKnownTags.Property] = "property",
        [WellKnownTags.Field] = "variable",
        [WellKnownTags.Local] = "variable",
        [WellKnownTags.Parameter] = "variable",
        [WellKnownTags.RangeVariable] = "variable",
        [WellKnownTags.Constant] = "constant",
        [WellKnownTags.Event] = "event",
        [WellKnownTags.Class] = "class",
        [WellKnownTags.Structure] = "struct",
        [WellKnownTags.Interface] = "interface",
        [WellKnownTags.Delegate] = "class",
        [WellKnownTags.Enum] = "enum",
        [WellKnownTags.EnumMember] = "enumMember",
        [WellKnownTags.Namespace] = "module",
        [WellKnownTags.TypeParameter] = "typeParameter",
        [WellKnownTags.Keyword] = "keyword",
        [WellKnownTags.Snippet] = "snippet",
        [WellKnownTags.File] = "file",
        [WellKnownTags.Folder] = "folder",
    };

    /// <summary>The items that go on from what stands before the cursor.</summary>
    public static async Task<CompletionAnswer> AtAsync(Document document, int cursor, CancellationToken cancellationToken)
    {
        var service = CompletionService.GetService(document)!;
        var text = await document.GetTextAsync(cancellationToken);
        var list = await service.GetCompletionsAsync(document, cursor, CompletionTrigger.Invoke, cancellationToken: cancellationToken);
        if (list.ItemsList.Count == 0)
        {
            return CompletionAnswer.NothingAt(cursor);
        }

        var start = Math.Min(list.Span.Start, cursor);
        var typed = text.ToString(new(start, cursor - start));
        // A type whose namespace is not imported says which that is, and would bring a using line along.
        var matching = Matching([.. list.ItemsList.Where(item => string.IsNullOrEmpty(item.InlineDescription))], typed);
        var items = new List<CompletionItem>();
        foreach (var item in matching.DistinctBy(Shown).Take(MaxItems))
        {
            if (await TextOfAsync(service, document, item, list.Span, cancellationToken) is { } insertion)
            {
                items.Add(new CompletionItem(insertion, KindOf(item), null));
            }
        }

        // A word that goes on behind the cursor is replaced whole.
        return new CompletionAnswer(start, Math.Max(cursor, list.Span.End), items);
    }

    private static IEnumerable<Microsoft.CodeAnalysis.Completion.CompletionItem> Matching(
        IReadOnlyList<Microsoft.CodeAnalysis.Completion.CompletionItem> items, string typed)
    {
        var starting = items.Where(item => item.FilterText.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).ToList();
        var matching = starting.Count > 0 ? starting : [.. items.Where(item => MatchesHumps(item.FilterText, typed))];
        return matching
            .OrderByDescending(item => item.FilterText.StartsWith(typed, StringComparison.Ordinal))
            .ThenBy(Distance)
            .ThenBy(item => item.SortText, StringComparer.OrdinalIgnoreCase);
    }

    // What the notebook's author named comes before what the framework brings.
    private static int Distance(Microsoft.CodeAnalysis.Completion.CompletionItem item) => item.Tags switch
    {
        [WellKnownTags.Local or WellKnownTags.Parameter or WellKnownTags.RangeVariable, ..] => 0,
        [WellKnownTags.Field or WellKnownTags.Property, ..] => 1,
        [WellKnownTags.Method or WellKnownTags.EnumMember or WellKnownTags.Constant or WellKnownTags.Event, ..] => 2,
        [WellKnownTags.ExtensionMethod, ..] => 3,
        _ => 4,
    };

    // "WL" and "wrli" go on as WriteLine: each typed letter in order, the first one at the start.
    private static bool MatchesHumps(string name, string typed)
    {
        var at = 0;
        foreach (var letter in name)
        {
            if (at < typed.Length && char.ToUpperInvariant(letter) == char.ToUpperInvariant(typed[at]))
            {
                at++;
            }
            else if (at == 0)
            {
                return false;
            }
        }

        return at == typed.Length;
    }

    private static (string, string) Shown(Microsoft.CodeAnalysis.Completion.CompletionItem item) => (item.DisplayText, KindOf(item));

    private static string KindOf(Microsoft.CodeAnalysis.Completion.CompletionItem item) =>
        item.Tags.Length > 0 ? Kinds.GetValueOrDefault(item.Tags[0], "text") : "text";

    // Null for an edit elsewhere in the text, which a notebook's protocol has no words for.
    private static async Task<string?> TextOfAsync(
        CompletionService service, Document document, Microsoft.CodeAnalysis.Completion.CompletionItem item,
        Microsoft.CodeAnalysis.Text.TextSpan span, CancellationToken cancellationToken)
    {
        if (!item.IsComplexTextEdit)
        {
            return item.Properties.GetValueOrDefault("InsertionText") ?? item.DisplayText;
        }

        var change = await service.GetChangeAsync(document, item, cancellationToken: cancellationToken);
        return change.TextChange.Span == span ? change.TextChange.NewText : null;
    }
}

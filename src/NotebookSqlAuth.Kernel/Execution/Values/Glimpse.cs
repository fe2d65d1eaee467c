using System.Collections;

namespace NotebookSqlAuth.Kernel.Execution.Values;

/// <summary>The first items of a sequence, which may go on for ever.</summary>
/// <param name="Items">They.</param>
/// <param name="HasMore">Whether there are more.</param>
/// <param name="Error">What ended the sequence before its end; else null.</param>
internal sealed record Glimpse(IReadOnlyList<object?> Items, bool HasMore, Exception? Error)
{
    /// <summary>How many items are shown of any sequence.</summary>
    public const int MaxItems = 20;

    /// <summary>Reads as many as are shown.</summary>
    public static Glimpse Of(IEnumerable sequence)
    {
        var items = new List<object?>();
        try
        {
            foreach (var item in sequence)
            {
                if (items.Count == MaxItems)
                {
                    return new Glimpse(items, HasMore: true, null);
                }

                items.Add(item);
            }

            return new Glimpse(items, HasMore: false, null);
        }
        catch (Exception error) when (ValueMembers.IsTheValues(error))
        {
            return new Glimpse(items, HasMore: false, error);
        }
    }
}

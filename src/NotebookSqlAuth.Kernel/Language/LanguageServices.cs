using System.Diagnostics.CodeAnalysis;
using NotebookSqlAuth.Kernel.Execution;
using NotebookSqlAuth.Magics;

namespace NotebookSqlAuth.Kernel.Language;

/// <summary>What an editor asks of a cell's text while it is typed. Positions are UTF-16 units from the cell's start.</summary>
/// <remarks>Thread-safe, and never waits for a running cell: it sees the state as the last finished cell left it.</remarks>
[SuppressMessage("Performance", "CA1812:Avoid uninstantiated internal classes", Justification = "The Jupyter kernel makes one; it is being written.")]
[SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "What they answer from is the instance's, all but the words alone.")]
internal sealed class LanguageServices(NotebookKernel kernel) : IDisposable
{
    /// <summary>What could stand at the cursor; empty where nothing could.</summary>
    public Task<CompletionAnswer> CompleteAsync(string source, int cursor, CancellationToken cancellationToken)
    {
        _ = kernel;
        var region = RegionAt(source, cursor);
        var typed = source[region.Start..cursor];
        return Task.FromResult(region.Word is null || typed.Any(char.IsWhiteSpace)
            ? CompletionAnswer.NothingAt(cursor)
            : new CompletionAnswer(region.Start, cursor, [.. MagicSet.All
                .Where(magic => magic.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
                .Select(magic => new CompletionItem(magic.Name, "magic", magic.Description))]));
    }

    /// <summary>What stands at the cursor; null where nothing is known of it.</summary>
    /// <param name="source">The cell.</param>
    /// <param name="cursor">The position.</param>
    /// <param name="detailed">Whether documentation and members are wanted too.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<DisplayBundle?> InspectAsync(string source, int cursor, bool detailed, CancellationToken cancellationToken)
    {
        var region = RegionAt(source, cursor);
        return Task.FromResult(region.Magic is { } magic && cursor <= region.Start + magic.Name.Length
            ? DisplayForms.Of(MagicHelp.Of(magic))
            : null);
    }

    /// <summary>Whether a console may send the text or should wait for another line.</summary>
    public Task<Completeness> CompletenessAsync(string source, CancellationToken cancellationToken)
    {
        var last = CellRegion.Split(source)[^1];
        return Task.FromResult(last.Word is null
            ? CSharpCompleteness.Of(source[last.Start..last.End], cancellationToken)
            : Completeness.Complete);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    // A cursor between two regions belongs to the one that it ends, as long as it is on that one's line.
    private static CellRegion RegionAt(string source, int cursor)
    {
        var regions = CellRegion.Split(source);
        return regions.FirstOrDefault(region => region.Start <= cursor && cursor < region.End) ?? regions[^1];
    }
}

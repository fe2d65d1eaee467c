using System.Diagnostics.CodeAnalysis;
using NotebookSqlAuth.Kernel.Execution;
using NotebookSqlAuth.Kernel.Execution.Magics;
using NotebookSqlAuth.Kernel.Execution.Values;
using NotebookSqlAuth.Magics;

namespace NotebookSqlAuth.Kernel.Language;

/// <summary>What an editor asks of a cell's text while it is typed. Positions are UTF-16 units from the cell's start.</summary>
/// <remarks>Thread-safe, and never waits for a running cell: it sees the state as the last finished cell left it.</remarks>
[SuppressMessage("Performance", "CA1812:Avoid uninstantiated internal classes", Justification = "The Jupyter kernel makes one; it is being written.")]
internal sealed class LanguageServices(NotebookKernel kernel) : IDisposable
{
    private readonly CSharpLanguage _csharp = new(kernel.CSharp);

    /// <summary>Does what the next question would otherwise wait for; to be called in the background when a cell has run.</summary>
    /// <remarks>The first call loads Roslyn's services, a second or two; later ones take in what has run since, a few milliseconds a cell.</remarks>
    public Task WarmUpAsync(CancellationToken cancellationToken) => Task.Run(() => _csharp.WarmUpAsync(cancellationToken), cancellationToken);

    /// <summary>What could stand at the cursor; empty where nothing could.</summary>
    public async Task<CompletionAnswer> CompleteAsync(string source, int cursor, CancellationToken cancellationToken)
    {
        var regions = CellRegion.Split(source);
        var region = RegionAt(regions, cursor);
        if (region.Word is null)
        {
            return await OffTheLoop(() => _csharp.CompleteAsync(CSharpPlace.Of(source, regions, region), cursor, cancellationToken));
        }

        var typed = source[region.Start..cursor];
        return typed.Any(char.IsWhiteSpace)
            ? CompletionAnswer.NothingAt(cursor)
            : new CompletionAnswer(region.Start, cursor, [.. KernelMagics.All
                .Where(magic => magic.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
                .Select(magic => new CompletionItem(magic.Name, "magic", magic.Description))]);
    }

    /// <summary>What stands at the cursor; null where nothing is known of it.</summary>
    /// <param name="source">The cell.</param>
    /// <param name="cursor">The position.</param>
    /// <param name="detailed">Whether documentation and members are wanted too.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<DisplayBundle?> InspectAsync(string source, int cursor, bool detailed, CancellationToken cancellationToken)
    {
        var regions = CellRegion.Split(source);
        var region = RegionAt(regions, cursor);
        return region.Word is null
            ? await OffTheLoop(() => _csharp.ExplainAsync(CSharpPlace.Of(source, regions, region), cursor, detailed, cancellationToken))
            : region.Magic is { } magic && cursor <= region.Start + magic.Name.Length ? ValueForms.Of(MagicHelp.Of(magic)) : null;
    }

    /// <summary>Whether a console may send the text or should wait for another line.</summary>
    public Task<Completeness> CompletenessAsync(string source, CancellationToken cancellationToken)
    {
        _ = kernel;
        var last = CellRegion.Split(source)[^1];
        return Task.FromResult(last.Word is null
            ? CSharpCompleteness.Of(source[last.Start..last.End], cancellationToken)
            : Completeness.Complete);
    }

    /// <inheritdoc/>
    public void Dispose() => _csharp.Dispose();

    // A cursor between two regions belongs to the one that it ends, as long as it is on that one's line.
    private static CellRegion RegionAt(IReadOnlyList<CellRegion> regions, int cursor) =>
        regions.FirstOrDefault(region => region.Start <= cursor && cursor < region.End) ?? regions[^1];

    // Roslyn computes on its caller's thread, which may be the one that front ends wait for.
    private static Task<T> OffTheLoop<T>(Func<Task<T>> ask) => Task.Run(ask);
}

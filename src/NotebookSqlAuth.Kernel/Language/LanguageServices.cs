using System.Diagnostics.CodeAnalysis;
using NotebookSqlAuth.Kernel.Execution;
using NotebookSqlAuth.Kernel.Execution.Magics;
using NotebookSqlAuth.Kernel.Execution.Values;
using NotebookSqlAuth.Language;

namespace NotebookSqlAuth.Kernel.Language;

/// <summary>What an editor asks of a cell's text while it is typed. Positions are UTF-16 units from the cell's start.</summary>
/// <remarks>Thread-safe, and never waits for a running cell: it sees the state as the last finished cell left it.</remarks>
[SuppressMessage("Performance", "CA1812:Avoid uninstantiated internal classes", Justification = "The Jupyter kernel makes one; it is being written.")]
internal sealed class LanguageServices(NotebookKernel kernel) : IDisposable
{
    private readonly CSharpLanguage _csharp = new(kernel.CSharp);
    private readonly MagicLanguage _magics = new(kernel.Session, KernelMagics.All);

    /// <summary>Does what the next question would otherwise wait for; to be called in the background when a cell has run.</summary>
    /// <remarks>The first call loads Roslyn's services, a second or two; later ones take in what has run since, a few milliseconds a cell.</remarks>
    public Task WarmUpAsync(CancellationToken cancellationToken) => Task.Run(() => _csharp.WarmUpAsync(cancellationToken), cancellationToken);

    /// <summary>What could stand at the cursor; empty where nothing could.</summary>
    public async Task<CompletionAnswer> CompleteAsync(string source, int cursor, CancellationToken cancellationToken)
    {
        var regions = CellRegion.Split(source);
        var region = CellRegion.At(regions, cursor);
        if (region.Word is null)
        {
            return await OffTheLoop(() => _csharp.CompleteAsync(CSharpPlace.Of(source, regions, region), cursor, cancellationToken));
        }

        var variables = await kernel.CSharp.VariablesAsync();
        var found = await OffTheLoop(() => Task.FromResult(_magics.Complete(region.TextOf(source), cursor - region.Start, variables)));
        return new CompletionAnswer(
            region.Start + found.Start,
            region.Start + found.End,
            [.. found.Items.Select(item => new CompletionItem(item.Text, item.Kind, item.Description))]);
    }

    /// <summary>What stands at the cursor; null where nothing is known of it.</summary>
    /// <param name="source">The cell.</param>
    /// <param name="cursor">The position.</param>
    /// <param name="detailed">Whether documentation and members are wanted too.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<DisplayBundle?> InspectAsync(string source, int cursor, bool detailed, CancellationToken cancellationToken)
    {
        var regions = CellRegion.Split(source);
        var region = CellRegion.At(regions, cursor);
        if (region.Word is null)
        {
            return await OffTheLoop(() => _csharp.ExplainAsync(CSharpPlace.Of(source, regions, region), cursor, detailed, cancellationToken));
        }

        var variables = await kernel.CSharp.VariablesAsync();
        return await OffTheLoop(() => Task.FromResult(_magics.Explain(region.TextOf(source), cursor - region.Start, variables))) is { } explanation
            ? ValueForms.Of(explanation)
            : null;
    }

    /// <summary>Whether a console may send the text or should wait for another line.</summary>
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "Callers ask one object; that words alone answer this is its own affair.")]
    public Task<Completeness> CompletenessAsync(string source, CancellationToken cancellationToken)
    {
        var last = CellRegion.Split(source)[^1];
        return OffTheLoop(() => Task.FromResult(
            last.Word is null ? CSharpCompleteness.Of(source[last.Start..last.End], cancellationToken)
            : _magics.IsComplete(last.TextOf(source)) ? Completeness.Complete
            : Completeness.Incomplete("")));
    }

    /// <summary>What is wrong in the text, found without running it: what the C# compiler, the magics and T-SQL's parser say.</summary>
    public async Task<IReadOnlyList<TextProblem>> DiagnoseAsync(string source, CancellationToken cancellationToken)
    {
        var regions = CellRegion.Split(source);
        var problems = new List<TextProblem>();
        foreach (var region in regions)
        {
            problems.AddRange(region.Word is null
                ? await OffTheLoop(() => _csharp.DiagnoseAsync(CSharpPlace.Of(source, regions, region), cancellationToken))
                : _magics.Diagnose(region.TextOf(source)).Select(problem => problem with
                {
                    Start = problem.Start + region.Start,
                    End = problem.End + region.Start,
                    Line = problem.Line + CellRegion.Lines(source[..region.Start]).Count(),
                }));
        }

        return problems;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _magics.Dispose();
        _csharp.Dispose();
    }

    // Roslyn and ScriptDom compute on their caller's thread, which may be the one that front ends wait for.
    private static Task<T> OffTheLoop<T>(Func<Task<T>> ask) => Task.Run(ask);
}

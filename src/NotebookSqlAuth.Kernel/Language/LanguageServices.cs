using NotebookSqlAuth.Kernel.Execution;
using NotebookSqlAuth.Kernel.Execution.Magics;
using NotebookSqlAuth.Kernel.Execution.Packages;
using NotebookSqlAuth.Kernel.Execution.Values;
using NotebookSqlAuth.Language;

namespace NotebookSqlAuth.Kernel.Language;

/// <summary>What an editor asks of a cell's text while it is typed. Positions are UTF-16 units from the cell's start, within it.</summary>
/// <remarks>
/// Thread-safe, and never waits for a running cell or for a server: it sees the state as the last finished cell left it. To
/// be made with the notebook, since it follows what cells connect to. A text of more than <see cref="MaxLength"/> units, or
/// one that nests too deep to be parsed, has empty answers.
/// </remarks>
internal sealed class LanguageServices(NotebookKernel kernel) : IDisposable
{
    /// <summary>Some 5,000 lines: more than that is data, and costs Roslyn seconds.</summary>
    private const int MaxLength = MagicLanguage.MaxLength;

    /// <summary>Of these stretches of a cell problems are told.</summary>
    private const int MaxDiagnosed = 32;

    private readonly CSharpLanguage _csharp = new(kernel.CSharp);
    private readonly MagicLanguage _magics = new(kernel.Session, KernelMagics.All);

    /// <summary>Does what the next question would otherwise wait for; to be called in the background when a cell has run.</summary>
    /// <remarks>The first call loads Roslyn's services, a second or two; later ones take in what has run since, a few milliseconds a cell.</remarks>
    public Task WarmUpAsync(CancellationToken cancellationToken) => Task.Run(() => _csharp.WarmUpAsync(cancellationToken), cancellationToken);

    /// <summary>What could stand at the cursor; empty where nothing could.</summary>
    public async Task<CompletionAnswer> CompleteAsync(string source, int cursor, CancellationToken cancellationToken)
    {
        if (source.Length > MaxLength)
        {
            return CompletionAnswer.NothingAt(cursor);
        }

        var regions = CellRegion.Split(source);
        var region = CellRegion.At(regions, cursor);
        if (region.Word is null)
        {
            return CSharpAt(source, cursor, regions, region) is { } place
                ? await AskCSharp(() => _csharp.CompleteAsync(place, cursor, cancellationToken), CompletionAnswer.NothingAt(cursor))
                : CompletionAnswer.NothingAt(cursor);
        }

        var variables = await kernel.CSharp.VariablesAsync();
        var found = await OffTheLoop(() => Task.FromResult(_magics.Complete(region.TextOf(source), cursor - region.Start, variables)));
        return new CompletionAnswer(
            region.Start + found.Start,
            region.Start + found.End,
            [.. found.Items.Select(item => new CompletionItem(item.Text, item.Kind, item.Description))]);
    }

    /// <summary>What stands at the cursor, or else what is wrong with it; null where nothing is known.</summary>
    /// <param name="source">The cell.</param>
    /// <param name="cursor">The position.</param>
    /// <param name="detailed">Whether documentation and members are wanted too.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<DisplayBundle?> InspectAsync(string source, int cursor, bool detailed, CancellationToken cancellationToken)
    {
        if (source.Length > MaxLength)
        {
            return null;
        }

        var regions = CellRegion.Split(source);
        var region = CellRegion.At(regions, cursor);
        return await ExplainAsync(source, cursor, detailed, regions, region, cancellationToken)
            ?? Explain((await DiagnoseAsync(source, regions, region, cancellationToken)).Where(problem => problem.Start <= cursor && cursor <= problem.End));
    }

    /// <summary>Whether a console may send the text or should wait for another line. What is too much to look at may be sent.</summary>
    public Task<Completeness> CompletenessAsync(string source, CancellationToken cancellationToken)
    {
        if (source.Length > MaxLength)
        {
            return Task.FromResult(Completeness.Complete);
        }

        var last = CellRegion.Split(source)[^1];
        var text = last.TextOf(source);
        return OffTheLoop(() => Task.FromResult(
            last.Word is not null ? _magics.IsComplete(text) ? Completeness.Complete : Completeness.Incomplete("")
            : CSharpNesting.IsTooDeep(text) ? Completeness.Complete
            : CSharpCompleteness.Of(text, cancellationToken)));
    }

    /// <summary>What is wrong in the text, found without running it: what the C# compiler, the magics and T-SQL's parser say.</summary>
    /// <remarks>Of the first <see cref="MaxDiagnosed"/> stretches of C# and magics.</remarks>
    public async Task<IReadOnlyList<TextProblem>> DiagnoseAsync(string source, CancellationToken cancellationToken)
    {
        if (source.Length > MaxLength)
        {
            return [];
        }

        var regions = CellRegion.Split(source);
        var problems = new List<TextProblem>();
        foreach (var region in regions.Take(MaxDiagnosed))
        {
            problems.AddRange(await DiagnoseAsync(source, regions, region, cancellationToken));
        }

        return problems;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _magics.Dispose();
        _csharp.Dispose();
    }

    private async Task<DisplayBundle?> ExplainAsync(
        string source, int cursor, bool detailed, IReadOnlyList<CellRegion> regions, CellRegion region, CancellationToken cancellationToken)
    {
        if (region.Word is null)
        {
            return CSharpAt(source, cursor, regions, region) is { } place
                ? await AskCSharp(() => _csharp.ExplainAsync(place, cursor, detailed, cancellationToken), null)
                : null;
        }

        var variables = await kernel.CSharp.VariablesAsync();
        return await OffTheLoop(() => Task.FromResult(_magics.Explain(region.TextOf(source), cursor - region.Start, variables))) is { } explanation
            ? ValueForms.Of(explanation)
            : null;
    }

    private async Task<IReadOnlyList<TextProblem>> DiagnoseAsync(
        string source, IReadOnlyList<CellRegion> regions, CellRegion region, CancellationToken cancellationToken)
    {
        if (region.Word is null)
        {
            return CSharpPlace.Of(source, regions, region) is { IsTooDeep: false } place
                ? await AskCSharp(() => _csharp.DiagnoseAsync(place, cancellationToken), [])
                : [];
        }

        var problems = await OffTheLoop(() => Task.FromResult(_magics.Diagnose(region.TextOf(source))));
        var linesBefore = CellRegion.Lines(source[..region.Start]).Count();
        return
        [
            .. problems.Select(problem => problem with
            {
                Start = problem.Start + region.Start,
                End = problem.End + region.Start,
                Line = problem.Line + linesBefore,
            }),
        ];
    }

    private static DisplayBundle? Explain(IEnumerable<TextProblem> problems)
    {
        var explanation = new Explanation();
        foreach (var problem in problems)
        {
            explanation.AddText($"{problem.Code}: {problem.Message}");
        }

        return explanation.ToBundle();
    }

    // Null where C# has nothing to say: a line that names a package is no C#.
    private static CSharpPlace? CSharpAt(string source, int cursor, IReadOnlyList<CellRegion> regions, CellRegion region) =>
        PackageDirective.IsOne(CellRegion.LineAt(source, cursor)) || CSharpPlace.Of(source, regions, region) is not { IsTooDeep: false } place ? null : place;

    private static async Task<T> AskCSharp<T>(Func<Task<T>> ask, T nothing)
    {
        try
        {
            return await OffTheLoop(ask);
        }
        catch (InsufficientExecutionStackException)
        {
            // Roslyn's own measure of what nests too deep, where it takes one.
            return nothing;
        }
    }

    // Roslyn and ScriptDom compute on their caller's thread, which may be the one that front ends wait for.
    private static Task<T> OffTheLoop<T>(Func<Task<T>> ask) => Task.Run(ask);
}

using System.Globalization;
using Microsoft.CodeAnalysis;
using NotebookSqlAuth.Kernel.Execution;
using NotebookSqlAuth.Language;

namespace NotebookSqlAuth.Kernel.Language;

/// <summary>C# over the notebook's live state, by Roslyn's editor services. Thread-safe.</summary>
/// <param name="csharp">The state; asked for what the last finished cell left.</param>
internal sealed class CSharpLanguage(CSharpCells csharp) : IDisposable
{
    private readonly Lazy<SubmissionSolution> _solution = new(() => new SubmissionSolution());

    /// <summary>Loads the services and meets their usual paths, which takes a second or two, so that the first question does not.</summary>
    public async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        const string Everyday = "Console.";
        var place = new CSharpPlace([], Everyday);
        await CompleteAsync(place, Everyday.Length, cancellationToken);
        await ExplainAsync(place, 0, detailed: false, cancellationToken);
    }

    /// <summary>What could stand at the cursor.</summary>
    public async Task<CompletionAnswer> CompleteAsync(CSharpPlace place, int cursor, CancellationToken cancellationToken) =>
        await CSharpCompletions.AtAsync(await DocumentAsync(place, cancellationToken), cursor, cancellationToken);

    /// <summary>What stands at the cursor; null where nothing is known of it.</summary>
    public async Task<DisplayBundle?> ExplainAsync(CSharpPlace place, int cursor, bool detailed, CancellationToken cancellationToken)
    {
        var document = await DocumentAsync(place, cancellationToken);
        return (await CSharpExplanations.AtAsync(document, cursor, detailed, await csharp.StateAsync(), cancellationToken)).ToBundle();
    }

    /// <summary>What the compiler says of the code, errors and warnings. Places are those of the cell.</summary>
    public async Task<IReadOnlyList<TextProblem>> DiagnoseAsync(CSharpPlace place, CancellationToken cancellationToken)
    {
        var document = await DocumentAsync(place, cancellationToken);
        var model = await document.GetSemanticModelAsync(cancellationToken);
        return
        [
            .. model!.GetDiagnostics(cancellationToken: cancellationToken)
                .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Location.IsInSource)
                .Select(ProblemOf),
        ];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_solution.IsValueCreated)
        {
            _solution.Value.Dispose();
        }
    }

    private async Task<Document> DocumentAsync(CSharpPlace place, CancellationToken cancellationToken) =>
        await _solution.Value.DocumentAsync(await csharp.StateAsync(), place.Earlier, place.Code, cancellationToken);

    private static TextProblem ProblemOf(Diagnostic diagnostic)
    {
        var (span, start) = (diagnostic.Location.SourceSpan, diagnostic.Location.GetLineSpan().StartLinePosition);
        return new TextProblem(span.Start, span.End, start.Line + 1, start.Character + 1, diagnostic.Id, diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Text;
using NotebookSqlAuth.Kernel.Execution.Submissions;

namespace NotebookSqlAuth.Kernel.Language;

/// <summary>The notebook's submissions as Roslyn's editor services want them: a chain of projects, one for each finished submission.</summary>
/// <remarks>
/// Thread-safe. The chain grows by what has finished since the last question. The compilations of finished submissions
/// stay with the solution that all later ones are made from, so that a question costs one submission's work however long the chain is.
/// </remarks>
internal sealed class SubmissionSolution : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly AdhocWorkspace _workspace;
    private Solution _solution;
    private ProjectId? _latest;
    private CSharpCompilation? _latestSubmission;
    private Fork? _fork;

    /// <summary>Loads Roslyn's editor services, which takes most of a second.</summary>
    public SubmissionSolution()
    {
        _workspace = new AdhocWorkspace(MefHostServices.Create(MefHostServices.DefaultAssemblies));
        _solution = _workspace.CurrentSolution;
    }

    /// <summary>A document with code that is not run yet, behind all that has run.</summary>
    /// <param name="state">The state as the last finished cell left it.</param>
    /// <param name="earlier">Code of the same cell that would run before, in submissions of its own.</param>
    /// <param name="code">The code.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<Document> DocumentAsync(
        CSharpState state, IReadOnlyList<string> earlier, string code, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await AddFinishedAsync(state.Compilation, cancellationToken);
            var (solution, latest) = await ForkAsync(state.Compilation, earlier, cancellationToken);
            var (asked, project) = Add(solution, latest, state.Compilation, SourceText.From(code));
            return asked.GetProject(project)!.Documents.Single();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _workspace.Dispose();
        _turn.Dispose();
    }

    private async Task AddFinishedAsync(CSharpCompilation latest, CancellationToken cancellationToken)
    {
        if (latest == _latestSubmission)
        {
            return;
        }

        var finished = new Stack<CSharpCompilation>();
        for (var submission = latest; submission is not null && submission != _latestSubmission; submission = submission.ScriptCompilationInfo!.PreviousScriptCompilation)
        {
            finished.Push(submission);
        }

        var (solution, project) = (_solution, _latest);
        foreach (var submission in finished)
        {
            (solution, project) = Add(solution, project, submission, await submission.SyntaxTrees.Single().GetTextAsync(cancellationToken));
        }

        await CompileAsync(solution, project!, cancellationToken);
        (_solution, _latest, _latestSubmission, _fork) = (solution, project, latest, null);
    }

    // What stands earlier in the cell rarely changes while something below it is typed.
    private async Task<(Solution Solution, ProjectId Latest)> ForkAsync(
        Compilation options, IReadOnlyList<string> earlier, CancellationToken cancellationToken)
    {
        if (earlier.Count == 0)
        {
            return (_solution, _latest!);
        }

        if (_fork is null || !_fork.Earlier.SequenceEqual(earlier, StringComparer.Ordinal))
        {
            var (solution, latest) = (_solution, _latest);
            foreach (var code in earlier)
            {
                (solution, latest) = Add(solution, latest, options, SourceText.From(code));
            }

            await CompileAsync(solution, latest!, cancellationToken);
            _fork = new Fork(earlier, solution, latest!);
        }

        return (_fork.Solution, _fork.Latest);
    }

    // A solution keeps the compilations that were asked of it, and hands them to those that are made from it afterwards.
    private static Task<Compilation?> CompileAsync(Solution solution, ProjectId project, CancellationToken cancellationToken) =>
        solution.GetProject(project)!.GetCompilationAsync(cancellationToken);

    private static (Solution Solution, ProjectId Project) Add(Solution solution, ProjectId? previous, Compilation options, SourceText code)
    {
        const string Name = "cell";
        var project = ProjectId.CreateNewId();
        var added = solution.AddProject(ProjectInfo.Create(
            project,
            VersionStamp.Default,
            Name,
            Name,
            LanguageNames.CSharp,
            compilationOptions: options.Options,
            parseOptions: CSharpCompleteness.Script,
            projectReferences: previous is null ? null : [new ProjectReference(previous)],
            metadataReferences: options.ExternalReferences,
            isSubmission: true));
        return (added.AddDocument(DocumentInfo.Create(
            DocumentId.CreateNewId(project),
            Name,
            sourceCodeKind: SourceCodeKind.Script,
            loader: TextLoader.From(TextAndVersion.Create(code, VersionStamp.Default)))), project);
    }

    private sealed record Fork(IReadOnlyList<string> Earlier, Solution Solution, ProjectId Latest);
}

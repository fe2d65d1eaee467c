using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;

namespace NotebookSqlAuth.Kernel.Execution.Submissions;

/// <summary>A stretch of C#, compiled and ready to run once.</summary>
/// <remarks>
/// Roslyn's own way to run a script hands its variables over when the script has ended, which a stopped one never does.
/// Here they are there from its first statement on.
/// </remarks>
internal sealed class CSharpSubmission
{
    private static readonly EmitOptions PortableSymbols = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    private readonly Func<object?[], Task<object?>>? _run;

    // The compiler's convention: globals first, which cells have none of, then the submissions; a new one puts itself behind them.
    private readonly object?[] _slots;

    private CSharpSubmission(CSharpCompilation compilation, Func<object?[], Task<object?>>? run, IReadOnlyList<object> earlier)
    {
        Compilation = compilation;
        _run = run;
        _slots = [null, .. earlier, null];
    }

    /// <summary>Its code, with all submissions before it.</summary>
    public CSharpCompilation Compilation { get; }

    /// <summary>Whether there is anything to run: directives and usings alone compile to nothing.</summary>
    public bool HasCode => _run is not null;

    /// <summary>The object that holds its variables; null as long as it has not begun.</summary>
    public object? Instance => Volatile.Read(ref _slots[^1]);

    /// <summary>Compiles.</summary>
    /// <param name="compilation">The code, behind all earlier submissions.</param>
    /// <param name="earlier">The earlier submissions' objects.</param>
    /// <param name="context">Where it is loaded.</param>
    /// <param name="cancellationToken">Stops the compiler.</param>
    /// <returns>The submission, or what the compiler refused.</returns>
    public static (CSharpSubmission? Submission, ImmutableArray<Diagnostic> Errors) Compile(
        CSharpCompilation compilation, IReadOnlyList<object> earlier, SubmissionLoadContext context, CancellationToken cancellationToken)
    {
        if (compilation.SyntaxTrees.All(tree => ((CompilationUnitSyntax)tree.GetRoot(cancellationToken)).Members.Count == 0))
        {
            // Usings and directives alone are nothing that the compiler could emit.
            var refused = Errors(compilation, cancellationToken);
            return (refused.IsEmpty ? new CSharpSubmission(compilation, null, earlier) : null, refused);
        }

        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var emitted = Emit(compilation, assembly, symbols, cancellationToken);
        if (!emitted.Success)
        {
            // Asked of the code as it was written, whose columns are the author's.
            var refused = Errors(compilation, cancellationToken);
            return (null, refused.IsEmpty ? emitted.Diagnostics : refused);
        }

        var entry = compilation.GetEntryPoint(cancellationToken)!;
        var run = context.Load(compilation, assembly, symbols).GetType(entry.ContainingType.MetadataName, throwOnError: true)!
            .GetMethod(entry.MetadataName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
        return (new CSharpSubmission(compilation, run.CreateDelegate<Func<object?[], Task<object?>>>(), earlier), []);
    }

    /// <summary>Compiles and leaves it at that: what a compiler did before, it does faster.</summary>
    public static void Practise(CSharpCompilation compilation, CancellationToken cancellationToken) =>
        Emit(compilation, new MemoryStream(), new MemoryStream(), cancellationToken);

    /// <summary>Whether it ends in an expression, whose value a front end shows.</summary>
    /// <param name="value">What it came to: only where that is null is the compiler asked whether there could have been a value.</param>
    public bool EndsIn(object? value)
    {
        var tree = Compilation.SyntaxTrees.Single();
        return ((CompilationUnitSyntax)tree.GetRoot()).Members is
                [.., GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last }]
            && (value is not null || Compilation.GetSemanticModel(tree).GetTypeInfo(last.Expression).Type is { SpecialType: not SpecialType.System_Void });
    }

    /// <summary>Runs it, on the caller's thread up to its first await.</summary>
    /// <returns>The value of its last expression.</returns>
    public Task<object?> RunAsync() => _run is null ? Task.FromResult<object?>(null) : _run(_slots);

    private static EmitResult Emit(CSharpCompilation compilation, MemoryStream assembly, MemoryStream symbols, CancellationToken cancellationToken) =>
        StopPoints.AddTo(compilation).Emit(assembly, symbols, options: PortableSymbols, cancellationToken: cancellationToken);

    // In order of place: the compiler tells them in the order of its own work, so that one in the first line can come last.
    private static ImmutableArray<Diagnostic> Errors(Compilation compilation, CancellationToken cancellationToken) =>
    [
        .. compilation.GetDiagnostics(cancellationToken)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start),
    ];
}

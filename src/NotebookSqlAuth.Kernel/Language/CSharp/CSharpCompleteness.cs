using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NotebookSqlAuth.Kernel.Language;

/// <summary>Whether C# is a whole submission, as Roslyn's own consoles ask it.</summary>
internal static class CSharpCompleteness
{
    private const int IndentWidth = 4;

    /// <summary>How cells are parsed.</summary>
    public static readonly CSharpParseOptions Script = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    /// <summary>Answers for one stretch of C#.</summary>
    public static Completeness Of(string code, CancellationToken cancellationToken)
    {
        var tree = CSharpSyntaxTree.ParseText(code, Script, cancellationToken: cancellationToken);
        return !SyntaxFactory.IsCompleteSubmission(tree) ? Completeness.Incomplete(IndentAfter(tree, cancellationToken))
            : tree.GetDiagnostics(cancellationToken).Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) ? Completeness.Invalid
            : Completeness.Complete;
    }

    // One step for each brace that is still open. Other brackets go on wherever their author likes.
    private static string IndentAfter(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var depth = tree.GetRoot(cancellationToken).DescendantTokens().Where(token => !token.IsMissing).Sum(token => token.Kind() switch
        {
            SyntaxKind.OpenBraceToken => 1,
            SyntaxKind.CloseBraceToken => -1,
            _ => 0,
        });
        return new string(' ', Math.Max(0, depth) * IndentWidth);
    }
}

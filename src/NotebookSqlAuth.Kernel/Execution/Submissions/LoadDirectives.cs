using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NotebookSqlAuth.Kernel.Language;

namespace NotebookSqlAuth.Kernel.Execution.Submissions;

/// <summary>The <c>#load</c> lines of a stretch of C#. What they name becomes submissions of its own, so that its code can be stopped as a cell's can.</summary>
/// <param name="Code">The code without them; all else stands where it stood.</param>
/// <param name="Files">What they name, in their order.</param>
internal sealed record LoadDirectives(string Code, IReadOnlyList<string> Files)
{
    /// <summary>Finds them. Those that the compiler would refuse, in the middle of code, stay for it to refuse.</summary>
    public static LoadDirectives Of(string code)
    {
        if (!code.Contains("#load", StringComparison.Ordinal))
        {
            return new LoadDirectives(code, []);
        }

        var root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(code, CSharpCompleteness.Script).GetRoot();
        var directives = root.GetLoadDirectives().Where(directive => directive.IsActive && !directive.ContainsDiagnostics).ToList();
        var without = code.ToCharArray();
        foreach (var directive in directives)
        {
            Array.Fill(without, ' ', directive.SpanStart, directive.EndOfDirectiveToken.SpanStart - directive.SpanStart);
        }

        return new LoadDirectives(new string(without), [.. directives.Select(directive => directive.File.ValueText)]);
    }
}

using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NotebookSqlAuth.Kernel.Execution;
using NotebookSqlAuth.Kernel.Language;

namespace NotebookSqlAuth.Kernel.Running;

/// <summary>A code cell as markup: the C# compiler's own tokens in colour, magics marked, their bodies plain.</summary>
internal static class CodeColors
{
    /// <summary>The cell's markup.</summary>
    public static string ToHtml(string source)
    {
        var html = new StringBuilder();
        var code = new StringBuilder();
        var inCode = true;
        foreach (var line in source.TrimEnd().ReplaceLineEndings("\n").Split('\n'))
        {
            if (CellText.IsMagic(line))
            {
                Flush(html, code, inCode);
                html.Append(CultureInfo.InvariantCulture, $"<span class=\"m\">{Encode(line)}</span>\n");
                var (word, _) = CellText.SplitWord(line);
                inCode = Execution.Magics.KernelMagics.Find(word) is { BodyName: null };
            }
            else
            {
                code.Append(line).Append('\n');
            }
        }

        Flush(html, code, inCode);
        return html.ToString().TrimEnd('\n');
    }

    private static void Flush(StringBuilder html, StringBuilder code, bool inCode)
    {
        var text = code.ToString();
        code.Clear();
        if (!inCode)
        {
            html.Append(Encode(text));
            return;
        }

        foreach (var token in SyntaxFactory.ParseTokens(text, options: CSharpCompleteness.Script))
        {
            AppendTrivia(html, token.LeadingTrivia);
            Append(html, ClassOf(token), token.Text);
            AppendTrivia(html, token.TrailingTrivia);
        }
    }

    private static void AppendTrivia(StringBuilder html, SyntaxTriviaList trivia)
    {
        foreach (var each in trivia)
        {
            var kind = each.Kind();
            Append(html, kind is SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia ? null : each.IsDirective ? "m" : "c", each.ToFullString());
        }
    }

    private static string? ClassOf(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.NumericLiteralToken => "n",
        >= SyntaxKind.CharacterLiteralToken and <= SyntaxKind.StringLiteralToken => "s",
        SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.Utf8StringLiteralToken => "s",
        SyntaxKind.InterpolatedStringToken or SyntaxKind.InterpolatedStringStartToken
            or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.InterpolatedStringEndToken => "s",
        var kind when SyntaxFacts.IsKeywordKind(kind) => "k",
        SyntaxKind.IdentifierToken when token.Text is "var" or "await" => "k",
        _ => null,
    };

    private static void Append(StringBuilder html, string? style, string text) =>
        html.Append(style is null ? Encode(text) : $"<span class=\"{style}\">{Encode(text)}</span>");

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}

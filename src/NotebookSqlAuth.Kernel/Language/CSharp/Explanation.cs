using System.Text;
using System.Text.Encodings.Web;
using NotebookSqlAuth.Kernel.Execution;

namespace NotebookSqlAuth.Kernel.Language;

/// <summary>What is told of C# at the cursor: code and sentences in order, made into each form that a page may show.</summary>
internal sealed class Explanation
{
    private readonly StringBuilder _plain = new();
    private readonly StringBuilder _html = new();
    private readonly StringBuilder _markdown = new();

    /// <summary>Whether anything was told.</summary>
    public bool IsEmpty => _plain.Length == 0;

    /// <summary>Adds code.</summary>
    public void AddCode(string code)
    {
        Separate();
        _plain.Append(code);
        _html.Append("<pre><code>").Append(HtmlEncoder.Default.Encode(code)).Append("</code></pre>");
        _markdown.Append("```csharp\n").Append(code).Append("\n```");
    }

    /// <summary>Adds a sentence or a paragraph.</summary>
    public void AddText(string text)
    {
        Separate();
        _plain.Append(text);
        _html.Append("<p>").Append(HtmlEncoder.Default.Encode(text).ReplaceLineEndings("<br>")).Append("</p>");
        // What Markdown reads as marks is told from words by a backslash (CommonMark 0.31, 2.4).
        foreach (var letter in text)
        {
            _markdown.Append(@"\`*_{}[]<>()#+-.!|~".Contains(letter, StringComparison.Ordinal) ? $"\\{letter}" : letter);
        }
    }

    /// <summary>The forms; null where nothing was told.</summary>
    public DisplayBundle? ToBundle() => IsEmpty ? null : new DisplayBundle(_plain.ToString(), $"<div>{_html}</div>")
    {
        Others = new Dictionary<string, string>(StringComparer.Ordinal) { ["text/markdown"] = _markdown.ToString() },
    };

    private void Separate()
    {
        if (!IsEmpty)
        {
            _plain.Append("\n\n");
            _markdown.Append("\n\n");
        }
    }
}

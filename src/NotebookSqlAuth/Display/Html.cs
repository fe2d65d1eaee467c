using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace NotebookSqlAuth.Display;

/// <summary>Markup that was built from literals of ours and encoded values, and from nothing else.</summary>
/// <remarks>Immutable. The compiler hands every hole of an interpolated string to the encoder, so no value can be forgotten.</remarks>
internal sealed class Html
{
    private readonly string _markup;

    private Html(string markup) => _markup = markup;

    /// <summary>No markup.</summary>
    public static Html Empty { get; } = new("");

    /// <summary>Builds markup: the literal parts as they are, every hole encoded unless it is markup already.</summary>
    public static Html Of(Interpolation content) => new(content.ToMarkup());

    /// <summary>A constant of ours, as it is.</summary>
    public static Html Trusted([ConstantExpected] string constant) => new(constant);

    /// <summary>One after the other.</summary>
    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts));

    /// <inheritdoc/>
    public override string ToString() => _markup;

    /// <summary>Collects the parts of an interpolated string.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Interpolation(int literalLength, int formattedCount)
    {
        // Letters of every script stay readable in a saved notebook; the characters that HTML knows are encoded always.
        private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

        private readonly StringBuilder _markup = new(literalLength + (formattedCount * 16));

        public void AppendLiteral(string literal) => _markup.Append(literal);

        public void AppendFormatted(string? value) => _markup.Append(value is null ? "" : Encoder.Encode(value));

        public void AppendFormatted(Html markup) => _markup.Append(markup._markup);

        public void AppendFormatted(IEnumerable<Html> parts) => _markup.AppendJoin("", parts);

        public string ToMarkup() => _markup.ToString();
    }
}

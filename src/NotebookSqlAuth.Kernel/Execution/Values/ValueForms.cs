using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Html;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Display;

namespace NotebookSqlAuth.Kernel.Execution.Values;

/// <summary>Chooses how a value is shown: frames and sequences of objects as tables, markup as markup, pictures as pictures, all else as text.</summary>
internal static class ValueForms
{
    private const string PlainTextType = "text/plain";
    private const string HtmlType = "text/html";
    private const string JsonType = "application/json";
    private const string JavaScriptType = "application/javascript";

    // A value that refers to itself has no JSON; deeper than this nobody reads.
    private static readonly JsonSerializerOptions Json = new() { ReferenceHandler = ReferenceHandler.IgnoreCycles, MaxDepth = 32 };

    /// <summary>The forms that suit a value; a null one is shown as such.</summary>
    public static DisplayBundle Of(object? value) => value switch
    {
        null => Text(value),
        DisplayBundle bundle => bundle,
        CellOutput output => Of(output),
        DataFrame frame => Of(ResultTable.Of(frame)),
        DataFrameColumn column => Of(ResultTable.Of(new DataFrame(column))),
        DataFrameRow row => Of(ObjectTable.Of(nameof(DataFrameRow), [.. row.GetValues().Select(pair => (pair.Key, (object?)pair.Value))])),
        IHtmlContent markup => OfMarkup(markup),
        Exception exception => new DisplayBundle(string.Join('\n', CellErrors.Of(exception).Traceback), null),
        byte[] bytes when Picture.TypeOf(bytes) is { } type => OfPicture(type, bytes),
        string => Text(value),
        IDictionary dictionary => Of(ObjectTable.Of(dictionary)),
        IEnumerable sequence => OfSequence(sequence),
        _ when ValueMembers.Shows(value.GetType()) => new DisplayBundle(PlainText.Of(value), ObjectTable.Of(value).Html),
        _ => Text(value),
    };

    /// <summary>A value in the forms that were asked for; all that suit it where none was.</summary>
    public static DisplayBundle Of(object? value, IReadOnlyCollection<string> mediaTypes)
    {
        if (mediaTypes.Count == 0)
        {
            return Of(value);
        }

        var suiting = new Lazy<DisplayBundle>(() => Of(value));
        var others = new Dictionary<string, string>(StringComparer.Ordinal);
        string? html = null;
        foreach (var type in mediaTypes)
        {
            switch (type)
            {
                case PlainTextType:
                    break;
                case HtmlType:
                    html = value as string ?? suiting.Value.Html ?? $"<pre>{HtmlEncoder.Default.Encode(suiting.Value.PlainText)}</pre>";
                    break;
                case JsonType:
                    others[type] = value is string json ? json : JsonSerializer.Serialize(value, Json);
                    break;
                default:
                    others[type] = value is byte[] bytes ? Convert.ToBase64String(bytes)
                        : suiting.Value.Others.GetValueOrDefault(type) ?? suiting.Value.PlainText;
                    break;
            }
        }

        return new DisplayBundle(PlainOf(value, mediaTypes, suiting), html) { Others = others };
    }

    /// <summary>The forms of a magic's output.</summary>
    public static DisplayBundle Of(CellOutput output) => new(output.PlainText, output.Html);

    /// <summary>A script, which a live page runs and a saved one does not.</summary>
    public static DisplayBundle OfJavaScript(string script) => Of(script, [JavaScriptType]);

    /// <summary>Markup, as it is.</summary>
    public static DisplayBundle OfMarkup(string html) => new(Described("HTML", html), html);

    private static DisplayBundle OfMarkup(IHtmlContent markup)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        markup.WriteTo(writer, HtmlEncoder.Default);
        return OfMarkup(writer.ToString());
    }

    private static DisplayBundle OfPicture(string type, byte[] bytes) => new(
        string.Create(CultureInfo.InvariantCulture, $"({type}, {bytes.Length:N0} bytes)"), null)
    {
        Others = new Dictionary<string, string>(StringComparer.Ordinal) { [type] = Convert.ToBase64String(bytes) },
    };

    // Enumerated once: what a second pass would do, or whether there is one, is not known.
    private static DisplayBundle OfSequence(IEnumerable sequence)
    {
        var items = Glimpse.Of(sequence);
        return items.Items.Any(item => item is not null && ValueMembers.Shows(item.GetType()))
            ? Of(ObjectTable.Of(items))
            : new DisplayBundle(PlainText.Of(items), null);
    }

    // A reader of plain text has use for markdown's source, and none for markup's.
    private static string PlainOf(object? value, IReadOnlyCollection<string> mediaTypes, Lazy<DisplayBundle> suiting) => value switch
    {
        string text when mediaTypes.Contains(HtmlType) => Described("HTML", text),
        string text when mediaTypes.Contains(JavaScriptType) => Described("JavaScript", text),
        string text when mediaTypes.Contains(Picture.SvgType) => Described("SVG", text),
        _ => suiting.Value.PlainText,
    };

    private static string Described(string what, string text) =>
        string.Create(CultureInfo.InvariantCulture, $"({what}, {text.Length:N0} character{(text.Length == 1 ? "" : "s")})");

    private static DisplayBundle Text(object? value) => new(PlainText.Of(value), null);
}

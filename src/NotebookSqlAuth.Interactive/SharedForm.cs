using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Data.Analysis;
using Microsoft.DotNet.Interactive.Formatting;
using NotebookSqlAuth.Display;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Interactive;

/// <summary>A value in the forms in which the platform hands it to kernels that cannot take the live object.</summary>
internal static class SharedForm
{
    /// <summary>As much JSON as another kernel is given: beyond it the platform's own channel takes minutes.</summary>
    private const int MaxJsonBytes = 64 << 20;

    private const string JsonType = "application/json";
    private const string TextType = "text/plain";
    private const string NullText = "<null>";

    private static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>A value in a form. A frame is in JSON an array of objects, one for each row, its columns by name.</summary>
    /// <exception cref="UserError">It has no such form, or is too large for it.</exception>
    public static string Of(string name, object? value, string mimeType)
    {
        try
        {
            return (value, mimeType) switch
            {
                (DataFrame frame, JsonType) => JsonOf(frame),
                (DataFrame frame, "text/html") => ResultTable.Of(frame).Html,
                (DataFrame frame, TextType) => ResultTable.Of(frame).PlainText,
                (DataFrame, _) => throw ValueError.FormUnknown(name, mimeType),
                (_, JsonType) => JsonSerializer.Serialize(value, Json),
                _ => value.ToDisplayString(mimeType),
            };
        }
        catch (Exception error) when (error is not UserError)
        {
            // A value of the user's own, whose code may throw anything.
            throw ValueError.FormUnknown(name, mimeType, error);
        }
    }

    /// <summary>A value in one line.</summary>
    public static string Summary(object? value) => value switch
    {
        null => "null",
        DataFrame frame => string.Create(CultureInfo.InvariantCulture, $"DataFrame, {frame.Rows.Count:N0} × {frame.Columns.Count:N0}"),
        _ when IsScalar(value.GetType()) => string.Create(CultureInfo.InvariantCulture, $"{value}"),
        // Its own text would be its own code.
        _ => value.GetType().ToString(),
    };

    /// <summary>Whether values of a type are texts, numbers, dates and the like, of the framework's own types: to show one runs no code of the user's.</summary>
    public static bool IsScalar(Type type) =>
        Type.GetTypeCode(type) != TypeCode.Object || type == typeof(Guid) || type == typeof(DateTimeOffset) || type == typeof(TimeSpan)
        || type == typeof(DateOnly) || type == typeof(TimeOnly);

    /// <summary>What was sent as one value, as a query's parameter takes it.</summary>
    /// <exception cref="UserError">It is not one value.</exception>
    public static object? ScalarOf(string name, object? value, FormattedValue? form) => (value, form?.MimeType) switch
    {
        (null or JsonElement, JsonType) => ScalarOf(name, form!.Value),
        // Null itself comes as the platform's text for it.
        (null, TextType) => form!.Value == NullText ? null : form.Value,
        (null, null) => null,
        ({ } one, _) when one is byte[] || IsScalar(one.GetType()) => one,
        _ => throw ValueError.NotOneValue(name),
    };

    private static object? ScalarOf(string name, string json)
    {
        using var document = ParseOrNull(json) ?? throw ValueError.NotOneValue(name);
        var root = document.RootElement;
        return root.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String => root.GetString(),
            JsonValueKind.Number when root.TryGetInt32(out var number) => number,
            JsonValueKind.Number when root.TryGetInt64(out var number) => number,
            JsonValueKind.Number when root.TryGetDecimal(out var number) => number,
            JsonValueKind.Number => root.GetDouble(),
            _ => throw ValueError.NotOneValue(name),
        };
    }

    private static JsonDocument? ParseOrNull(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string JsonOf(DataFrame frame)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartArray();
        for (var row = 0L; row < frame.Rows.Count; row++)
        {
            writer.WriteStartObject();
            foreach (var column in frame.Columns)
            {
                writer.WritePropertyName(column.Name);
                JsonSerializer.Serialize(writer, column[row], Json);
            }

            writer.WriteEndObject();
            writer.Flush();
            if (buffer.WrittenCount > MaxJsonBytes)
            {
                throw ValueError.TooLarge(frame.Rows.Count, MaxJsonBytes);
            }
        }

        writer.WriteEndArray();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}

using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Display;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Interactive;

/// <summary>A value in the forms in which the platform hands it to kernels that cannot take the live object.</summary>
internal static class SharedForm
{
    /// <summary>As much JSON as another kernel is given: beyond it the platform's own channel takes minutes.</summary>
    private const int MaxJsonBytes = 64 << 20;

    private static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>A value in a form. A frame is in JSON an array of objects, one for each row, its columns by name.</summary>
    /// <exception cref="UserError">It is too large for that form.</exception>
    public static string Of(object? value, string mimeType) => (value, mimeType) switch
    {
        (DataFrame frame, "application/json") => JsonOf(frame),
        (DataFrame frame, "text/html") => ResultTable.Of(frame).Html,
        (DataFrame frame, "text/plain") => ResultTable.Of(frame).PlainText,
        (_, "application/json") => JsonSerializer.Serialize(value, Json),
        _ => Summary(value),
    };

    /// <summary>A value in one line.</summary>
    public static string Summary(object? value) => value is DataFrame frame
        ? string.Create(CultureInfo.InvariantCulture, $"DataFrame, {frame.Rows.Count:N0} × {frame.Columns.Count:N0}")
        : string.Create(CultureInfo.InvariantCulture, $"{value ?? "null"}");

    /// <summary>One value out of JSON, as a query's parameter takes it; what is more than one value as it came.</summary>
    public static object? ScalarOf(string json)
    {
        using var document = JsonDocument.Parse(json);
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
            _ => root.Clone(),
        };
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
                throw new UserError(
                    ErrorCodes.ValueTooLargeToShare,
                    $"The frame's {frame.Rows.Count:N0} rows were not handed to the other kernel.",
                    $"As JSON they take more than {MaxJsonBytes >> 20} MB.",
                    "In C# take it with `--byref`; elsewhere query fewer rows or columns.");
            }
        }

        writer.WriteEndArray();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using NotebookSqlAuth.Spark.Connect.Protocol;
using Kind = NotebookSqlAuth.Spark.Connect.Protocol.DataType.KindOneofCase;

namespace NotebookSqlAuth.Spark.Connect;

/// <summary>Writes a data type of the protocol as Spark does in its own JSON (org.apache.spark.sql.types.DataType.json).</summary>
internal static class DataTypeJson
{
    private static readonly string[] s_yearMonth = ["year", "month"];
    private static readonly string[] s_dayTime = ["day", "hour", "minute", "second"];

    internal static string Of(DataType type)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, type);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter json, DataType type)
    {
        switch (type.KindCase)
        {
            case Kind.Struct:
                Write(json, type.Struct);
                break;
            case Kind.Array:
                json.WriteStartObject();
                json.WriteString("type", "array");
                json.WritePropertyName("elementType");
                Write(json, type.Array.ElementType);
                json.WriteBoolean("containsNull", type.Array.ContainsNull);
                json.WriteEndObject();
                break;
            case Kind.Map:
                json.WriteStartObject();
                json.WriteString("type", "map");
                json.WritePropertyName("keyType");
                Write(json, type.Map.KeyType);
                json.WritePropertyName("valueType");
                Write(json, type.Map.ValueType);
                json.WriteBoolean("valueContainsNull", type.Map.ValueContainsNull);
                json.WriteEndObject();
                break;
            case Kind.Udt:
                // How a user's own class looks in storage: its name means nothing outside its JVM.
                Write(json, type.Udt.SqlType ?? new DataType { Binary = new DataType.Types.Plain() });
                break;
            default:
                json.WriteStringValue(Name(type));
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, DataType.Types.Struct type)
    {
        json.WriteStartObject();
        json.WriteString("type", "struct");
        json.WriteStartArray("fields");
        foreach (var field in type.Fields)
        {
            json.WriteStartObject();
            json.WriteString("name", field.Name);
            json.WritePropertyName("type");
            Write(json, field.DataType);
            json.WriteBoolean("nullable", field.Nullable);
            json.WritePropertyName("metadata");
            json.WriteRawValue(field.HasMetadata && field.Metadata.Length > 0 ? field.Metadata : "{}");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Name(DataType type) => type.KindCase switch
    {
        Kind.Null => "void",
        Kind.TimestampNtz => "timestamp_ntz",
        Kind.CalendarInterval => "interval",
        Kind.Decimal => string.Create(CultureInfo.InvariantCulture, $"decimal({type.Decimal.Precision},{type.Decimal.Scale})"),
        Kind.Char => string.Create(CultureInfo.InvariantCulture, $"char({type.Char.Length})"),
        Kind.VarChar => string.Create(CultureInfo.InvariantCulture, $"varchar({type.VarChar.Length})"),
        Kind.Time => string.Create(CultureInfo.InvariantCulture, $"time({type.Time.Precision})"),
        Kind.YearMonthInterval => Interval(type.YearMonthInterval, s_yearMonth),
        Kind.DayTimeInterval => Interval(type.DayTimeInterval, s_dayTime),
        Kind.Unparsed => type.Unparsed.DataTypeString,
        Kind.Binary => "binary",
        Kind.Boolean => "boolean",
        Kind.Byte => "byte",
        Kind.Short => "short",
        Kind.Integer => "integer",
        Kind.Long => "long",
        Kind.Float => "float",
        Kind.Double => "double",
        Kind.String => "string",
        Kind.Date => "date",
        Kind.Timestamp => "timestamp",
        Kind.Variant => "variant",
        _ => "unknown",
    };

    private static string Interval(DataType.Types.Interval type, string[] fields)
    {
        var start = type.HasStartField ? type.StartField : 0;
        var end = type.HasEndField ? type.EndField : fields.Length - 1;
        return start == end ? $"interval {fields[start]}" : $"interval {fields[start]} to {fields[end]}";
    }
}

using System.Text;
using System.Text.Json;
using Apache.Arrow;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Frames;
using NotebookSqlAuth.Spark.Arrow.FromFrame;
using NotebookSqlAuth.Spark.Arrow.FromReader;
using NotebookSqlAuth.Spark.Arrow.Values;

namespace NotebookSqlAuth.Spark.Arrow;

/// <summary>What Spark is told of the columns: the same schema in Arrow's words and in Spark's JSON. Immutable.</summary>
public sealed class SparkSchema
{
    private SparkSchema(IReadOnlyList<SparkField> fields, IReadOnlyList<string> notices)
    {
        Fields = fields;
        Notices = notices;
        Arrow = new Schema([.. fields.Select(field => new Field(field.Name, field.Type.Arrow, field.Nullable))], []);
        Json = ToJson(fields);
    }

    /// <summary>The Arrow schema that the batches carry.</summary>
    public Schema Arrow { get; }

    /// <summary>Spark's StructType as JSON (org.apache.spark.sql.types.DataType.json).</summary>
    public string Json { get; }

    /// <summary>What the user should know of the types that were chosen: renamed fields, widened decimals, times taken as UTC.</summary>
    public IReadOnlyList<string> Notices { get; }

    internal IReadOnlyList<SparkField> Fields { get; }

    /// <summary>How each field is made of the frame; empty where the schema is a query's.</summary>
    internal IReadOnlyList<FramePlan> FramePlans { get; private init; } = [];

    /// <summary>
    /// The schema of a frame: by the SQL types of its columns where they came from a query, else by the documented defaults of
    /// <see cref="SparkTypeMap.FrameRows"/>. A field is not nullable only where the server said so and no NULL was put in since.
    /// </summary>
    /// <exception cref="Errors.UserError">Spark has no such type, or no decimal that all values fit; a column mixes times with and without a zone.</exception>
    public static SparkSchema Of(DataFrame frame, ArrowOptions options)
    {
        var names = new FieldNames(frame.Columns.Select(column => column.Name));
        var plans = FramePlan.Of(frame.Columns, names, options);
        return new SparkSchema(
            [.. plans.Select(plan => plan.Field)], [.. names.Notices, .. plans.Select(plan => plan.Notice).OfType<string>()])
        {
            FramePlans = plans,
        };
    }

    /// <summary>The schema of a query's result set.</summary>
    /// <exception cref="Errors.UserError">A column's type is not supported; says how to cast it.</exception>
    public static SparkSchema Of(IReadOnlyList<SqlColumn> columns, ArrowOptions options) => Plan(columns, options, out _);

    /// <summary>The schema of a query's result set, and what gathers each of its columns.</summary>
    internal static SparkSchema Plan(IReadOnlyList<SqlColumn> columns, ArrowOptions options, out ReaderColumn[] readers)
    {
        var names = new FieldNames(columns.Select(column => column.Name));
        var fields = new List<SparkField>();
        var notices = new List<string>();
        readers = new ReaderColumn[columns.Count];
        for (var i = 0; i < columns.Count; i++)
        {
            var type = SparkTypeMap.Of(columns[i], options);
            var field = new SparkField(names.Of(columns[i].Name), type, columns[i].Nullable);
            fields.Add(field);
            SparkField? offset = null;
            if (options.KeepOffset && columns[i].TypeName is "datetimeoffset")
            {
                offset = new SparkField(names.MakeUp(field.Name + "_offset"), SparkType.Short, field.Nullable);
                fields.Add(offset);
            }

            if (options.TimesAsUtc && columns[i].TypeName is ("datetime" or "datetime2" or "smalldatetime"))
            {
                notices.Add(TimeKinds.TakenAsUtc(field.Name));
            }

            readers[i] = SparkTypeMap.CreateReader(columns[i], field, offset);
        }

        return new SparkSchema(fields, [.. names.Notices, .. notices]);
    }

    private static string ToJson(IReadOnlyList<SparkField> fields)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("type", "struct");
            json.WriteStartArray("fields");
            foreach (var field in fields)
            {
                json.WriteStartObject();
                json.WriteString("name", field.Name);
                json.WriteString("type", field.Type.Json);
                json.WriteBoolean("nullable", field.Nullable);
                json.WriteStartObject("metadata");
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}

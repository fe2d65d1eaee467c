using System.Text.Json;
using NotebookSqlAuth.Spark.Arrow;

namespace NotebookSqlAuth.DotNetSpark;

/// <summary>A field of Spark's own schema.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Type">Spark's name of an atomic type, e.g. <c>decimal(10,2)</c>, which its SQL takes too.</param>
internal sealed record SparkField(string Name, string Type)
{
    public const string LocalTimestamp = "timestamp_ntz";

    /// <summary>The fields in order.</summary>
    public static IReadOnlyList<SparkField> Of(SparkSchema schema)
    {
        using var json = JsonDocument.Parse(schema.Json);
        return [.. json.RootElement.GetProperty("fields").EnumerateArray()
            .Select(field => new SparkField(field.GetProperty("name").GetString()!, field.GetProperty("type").ToString()))];
    }
}

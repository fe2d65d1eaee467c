using System.Text.Json;

namespace NotebookSqlAuth.Display;

/// <summary>Spark's columns as its own SQL writes them, e.g. <c>Total decimal(18,2)</c>, from the JSON of a StructType.</summary>
/// <remarks>The JSON: org.apache.spark.sql.types.DataType.json; the short names: DataType.simpleString.</remarks>
internal static class SparkTypeText
{
    /// <summary>One text for each column, in order.</summary>
    public static IReadOnlyList<string> OfColumns(string schemaJson)
    {
        using var schema = JsonDocument.Parse(schemaJson);
        return [.. schema.RootElement.GetProperty("fields").EnumerateArray().Select(field => Field(field, " "))];
    }

    private static string Field(JsonElement field, string between) =>
        VisibleText.OneLine(field.GetProperty("name").GetString()!) + between + Type(field.GetProperty("type"));

    private static string Type(JsonElement type) => type.ValueKind == JsonValueKind.String
        ? type.GetString() switch
        {
            "byte" => "tinyint",
            "short" => "smallint",
            "integer" => "int",
            "long" => "bigint",
            var name => VisibleText.OneLine(name!),
        }
        : type.GetProperty("type").GetString() switch
        {
            "array" => $"array<{Type(type.GetProperty("elementType"))}>",
            "map" => $"map<{Type(type.GetProperty("keyType"))},{Type(type.GetProperty("valueType"))}>",
            "struct" => $"struct<{string.Join(',', type.GetProperty("fields").EnumerateArray().Select(field => Field(field, ":")))}>",
            var name => VisibleText.OneLine(name!),
        };
}

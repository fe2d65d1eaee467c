using System.Globalization;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Language.Sql;

/// <summary>Reads what a database holds from its catalogue views: what this user may see of it, and no more than a page can use.</summary>
/// <remarks>learn.microsoft.com/sql/relational-databases/system-catalog-views: sys.objects (types), sys.columns, sys.types, sys.extended_properties.</remarks>
internal static class CatalogueReading
{
    /// <summary>Some 100 bytes each; a database with more columns is read as far as this.</summary>
    private const long MaxRows = 200_000;

    private const string Query =
        """
        SELECT s.name FROM sys.schemas AS s WHERE s.schema_id < 16384 ORDER BY s.name;
        SELECT o.object_id, s.name AS schema_name, o.name, o.type, CAST(p.value AS nvarchar(4000)) AS description
        FROM sys.objects AS o
        INNER JOIN sys.schemas AS s ON s.schema_id = o.schema_id
        LEFT JOIN sys.extended_properties AS p ON p.class = 1 AND p.major_id = o.object_id AND p.minor_id = 0 AND p.name = N'MS_Description'
        WHERE o.is_ms_shipped = 0 AND o.type IN ('U', 'V', 'FN', 'IF', 'TF', 'FS', 'FT', 'P', 'PC', 'SN', 'ET')
        ORDER BY s.name, o.name;
        SELECT c.object_id, c.name, t.name AS type_name, CAST(c.max_length AS int) AS max_length, CAST(c.precision AS int) AS precision,
            CAST(c.scale AS int) AS scale, CAST(c.is_nullable AS int) AS is_nullable, CAST(p.value AS nvarchar(4000)) AS description
        FROM sys.columns AS c
        INNER JOIN sys.objects AS o ON o.object_id = c.object_id
        INNER JOIN sys.types AS t ON t.user_type_id = c.user_type_id
        LEFT JOIN sys.extended_properties AS p ON p.class = 1 AND p.major_id = c.object_id AND p.minor_id = c.column_id AND p.name = N'MS_Description'
        WHERE o.is_ms_shipped = 0 AND o.type IN ('U', 'V', 'IF', 'TF', 'FT', 'ET')
        ORDER BY c.object_id, c.column_id;
        """;

    private static readonly QueryOptions Options = new() { Timeout = TimeSpan.FromMinutes(1), MaxRows = MaxRows };

    /// <summary>Reads it.</summary>
    /// <exception cref="Errors.UserError">The server refused or was lost.</exception>
    public static async Task<DatabaseCatalogue> RunAsync(SqlSession session, CancellationToken cancellationToken)
    {
        var answer = await QueryRunner.RunAsync(
            session, QueryText.Parse(Query), new Dictionary<string, object?>(StringComparer.Ordinal), Options, null, cancellationToken);
        var (schemas, objects, columns) = (answer.ResultSets[0].Frame, answer.ResultSets[1].Frame, answer.ResultSets[2].Frame);
        var byObject = columns.Rows.ToLookup(row => Number(row[0]), ColumnOf);
        return new DatabaseCatalogue(
            session.Database,
            [.. schemas.Rows.Select(row => (string)row[0])],
            [.. objects.Rows.Select(row => new CatalogueObject((string)row[1], (string)row[2], KindOf((string)row[3]), (string?)row[4], [.. byObject[Number(row[0])]]))],
            answer.ResultSets.Any(set => set.Truncated));
    }

    private static CatalogueColumn ColumnOf(DataFrameRow row) => new(
        (string)row[1], TypeText((string)row[2], Number(row[3]), Number(row[4]), Number(row[5])), Number(row[6]) != 0, (string?)row[7]);

    private static int Number(object value) => Convert.ToInt32(value, CultureInfo.InvariantCulture);

    // sys.objects: type is char(2).
    private static string KindOf(string type) => type.TrimEnd() switch
    {
        "U" or "ET" => CatalogueObject.Table,
        "V" => CatalogueObject.View,
        "IF" or "TF" or "FT" => CatalogueObject.TableFunction,
        "P" or "PC" => CatalogueObject.Procedure,
        "SN" => CatalogueObject.Synonym,
        _ => CatalogueObject.Function,
    };

    // sys.columns: max_length is in bytes, -1 for max.
    private static string TypeText(string name, int maxLength, int precision, int scale) => name switch
    {
        "nchar" or "nvarchar" => string.Create(CultureInfo.InvariantCulture, $"{name}({(maxLength < 0 ? "max" : maxLength / 2)})"),
        "char" or "varchar" or "binary" or "varbinary" => string.Create(CultureInfo.InvariantCulture, $"{name}({(maxLength < 0 ? "max" : maxLength)})"),
        "decimal" or "numeric" => string.Create(CultureInfo.InvariantCulture, $"{name}({precision},{scale})"),
        "time" or "datetime2" or "datetimeoffset" => string.Create(CultureInfo.InvariantCulture, $"{name}({scale})"),
        _ => name,
    };
}

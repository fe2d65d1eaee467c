using System.Text.Json;
using Apache.Arrow;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Types;
using NotebookSqlAuth.Spark.Arrow;
using SparkFrame = Microsoft.Spark.Sql.DataFrame;

namespace NotebookSqlAuth.DotNetSpark;

/// <summary>Rows through the bridge itself, for a driver that cannot read the file.</summary>
/// <remarks>
/// The bridge carries few types, and timestamps only as a double of seconds. So each column travels in a carrier that holds
/// its values exactly (a text, a long, a double), and Spark casts it to the column's own type.
/// </remarks>
internal static class RowIntake
{
    // Each part is one message, which both halves of the bridge hold in memory whole.
    private const int MaxRowsOfMessage = 100_000;

    // TIMESTAMP_NTZ is a type since Spark 3.4; before, a text without a zone is taken in the session's time zone, which shows the same.
    private static readonly Version s_hasLocalTimestamps = new(3, 4);

    public static SparkFrame Read(SparkSession spark, SparkSchema schema, ArrowStreamFile file, CancellationToken cancellationToken)
    {
        var cells = schema.Arrow.FieldsList.Select(RowCell.Of).ToArray();
        var carriers = (StructType)DataType.ParseDataType(CarrierJson(cells));
        SparkFrame? whole = null;
        foreach (var batch in file.Read())
        {
            using (batch)
            {
                for (var first = 0; first < batch.Length; first += MaxRowsOfMessage)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    var part = spark.CreateDataFrame(Rows(batch, cells, first, Math.Min(MaxRowsOfMessage, batch.Length - first)), carriers);
                    whole = whole?.Union(part) ?? part;
                }
            }
        }

        whole ??= spark.CreateDataFrame(Enumerable.Empty<GenericRow>(), carriers);
        return whole.SelectExpr([.. SparkField.Of(schema).Select((field, ordinal) => Cast(field, ordinal, SparkVersion.Of(spark)))]);
    }

    private static IEnumerable<GenericRow> Rows(RecordBatch batch, RowCell[] cells, int first, int count)
    {
        var columns = batch.Arrays.ToArray();
        for (var row = first; row < first + count; row++)
        {
            var values = new object?[columns.Length];
            for (var ordinal = 0; ordinal < columns.Length; ordinal++)
            {
                values[ordinal] = columns[ordinal].IsNull(row) ? null : cells[ordinal].Read(columns[ordinal], row);
            }

            yield return new GenericRow(values!);
        }
    }

    private static string Cast(SparkField field, int ordinal, Version version)
    {
        var type = field.Type == SparkField.LocalTimestamp && version < s_hasLocalTimestamps ? "timestamp" : field.Type;
        return $"CAST(c{ordinal} AS {type}) AS {ViewFrame.Quoted(field.Name)}";
    }

    private static string CarrierJson(RowCell[] cells) => JsonSerializer.Serialize(new
    {
        type = "struct",
        fields = cells.Select((cell, ordinal) => new { name = $"c{ordinal}", type = cell.Carrier, nullable = true, metadata = new { } }),
    });
}

using System.Globalization;
using System.Text.Json;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Frames;
using NotebookSqlAuth.Spark.Arrow;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Spark.Jdbc;

/// <summary>A SELECT as the executors read it: its columns by plain names, times as text, so that no driver or time zone changes a value.</summary>
internal sealed class JdbcSource
{
    /// <summary>The partition column as the database has it, where the executors read it as text.</summary>
    private const string SplitName = "split";

    private readonly SelectText _select;

    private JdbcSource(SelectText select, IReadOnlyList<SqlColumn> columns, SqlColumn splitBy, PartitionAxis axis)
    {
        _select = select;
        SplitBy = splitBy;
        Axis = axis;
        var parts = columns.Select((column, index) => $"{OnServer(column)} AS [{Plain(index)}]").ToList();
        SplitColumn = $"[{SplitName}]";
        parts.Add($"{Quoted(splitBy)} AS {SplitColumn}");
        Table = $"(SELECT {string.Join(", ", parts)} FROM ({select.Query}\n) AS q) AS source";
        SparkColumns = string.Join(", ", columns.Zip(SparkTypes(columns), OnSpark).Select((text, index) => text(Plain(index))));
        Notices = [.. JdbcQuery.Notices(select), .. columns.Where(column => column.TypeName == "datetimeoffset").Select(column => $"`{column.Name}` keeps the instant; the offset is not in the view.")];
    }

    /// <summary>What the executors read from: a derived table.</summary>
    internal string Table { get; }

    /// <summary>Spark's select list, which gives the columns their names and types.</summary>
    internal string SparkColumns { get; }

    /// <summary>The partition column.</summary>
    internal SqlColumn SplitBy { get; }

    /// <summary>Its name in <see cref="Table"/>, quoted.</summary>
    internal string SplitColumn { get; }

    /// <summary>How its values are split.</summary>
    internal PartitionAxis Axis { get; }

    internal IReadOnlyList<string> Notices { get; }

    /// <summary>Asks the server for the columns of a SELECT.</summary>
    /// <exception cref="UserError">The SELECT cannot stand inside another, a column's type is not supported, the partition column is not there.</exception>
    internal static async Task<JdbcSource> DescribeAsync(
        SqlSession session, SelectText select, JdbcOptions options, CancellationToken cancellationToken)
    {
        if (options.Partitions is < 1 or > JdbcOptions.MaxPartitions)
        {
            throw new UserError(
                ErrorCodes.JdbcPartitions,
                string.Create(CultureInfo.InvariantCulture, $"{options.Partitions} is no number of partitions."),
                "Each partition is read over a connection of its own.",
                string.Create(CultureInfo.InvariantCulture, $"Give a number from 1 to {JdbcOptions.MaxPartitions}."));
        }

        var probe = await AskAsync(session, select, $"SELECT * FROM ({select.Query}\n) AS q WHERE 1 = 0", cancellationToken);
        var columns = probe.Columns;
        var shared = columns.GroupBy(column => column.SourceName, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        if (shared is not null)
        {
            throw JdbcQuery.SharedName(shared.Key);
        }

        var splitBy = columns.FirstOrDefault(column => column.SourceName.Equals(options.PartitionColumn, StringComparison.OrdinalIgnoreCase));
        if (splitBy is null || PartitionAxis.Of(splitBy) is not { } axis)
        {
            var fit = columns.Where(column => PartitionAxis.Of(column) is not null).Select(column => $"`{column.SourceName}`").ToList();
            throw new UserError(
                ErrorCodes.JdbcPartitionColumn,
                splitBy is null
                    ? $"The SELECT has no column `{options.PartitionColumn}` to split by."
                    : $"`{splitBy.SourceName}` is a {splitBy.TypeName} and cannot be split into ranges.",
                fit.Count == 0 ? "None of its columns can." : $"These can be split: {string.Join(", ", fit)}.",
                "Name a column of whole numbers, decimals, money, date, datetime, datetime2 or smalldatetime, best the one that its rows are stored by.");
        }

        return new JdbcSource(select, columns, splitBy, axis);
    }

    /// <summary>The least and the greatest value of the partition column; nulls where it has none.</summary>
    internal async Task<(object? Least, object? Greatest)> BoundsAsync(SqlSession session, CancellationToken cancellationToken)
    {
        // A decimal as text, because SQL Server's has up to 38 digits and a frame's 28.
        var column = Quoted(SplitBy);
        var (open, close) = SplitBy.TypeName is "decimal" or "numeric" ? ("CONVERT(varchar(41), ", ")") : ("", "");
        var bounds = await AskAsync(
            session,
            _select,
            $"SELECT {open}MIN({column}){close} AS least, {open}MAX({column}){close} AS greatest FROM ({_select.Query}\n) AS q",
            cancellationToken);
        return (bounds.Frame["least"][0], bounds.Frame["greatest"][0]);
    }

    private static async Task<ResultSet> AskAsync(SqlSession session, SelectText select, string sql, CancellationToken cancellationToken)
    {
        var query = QueryText.Parse($"{select.CommonTables}\n{sql}");
        try
        {
            var result = await QueryRunner.RunAsync(session, query, new Dictionary<string, object?>(), new QueryOptions(), null, cancellationToken);
            return result.ResultSets[0];
        }
        catch (UserError e)
        {
            throw JdbcQuery.Refused(e);
        }
    }

    private static string Plain(int index) => string.Create(CultureInfo.InvariantCulture, $"c{index}");

    private static string Quoted(SqlColumn column) => $"[{column.SourceName.Replace("]", "]]", StringComparison.Ordinal)}]";

    /// <summary>
    /// Observed with mssql-jdbc 13.4: its java.sql.Timestamp moves a local time that the JVM's zone skips in spring, and its calendar moves the
    /// days of October 1582. Text in style 121 has all digits and no zone but its own
    /// (learn.microsoft.com/sql/t-sql/functions/cast-and-convert-transact-sql#date-and-time-styles).
    /// </summary>
    private static string OnServer(SqlColumn column) => column.TypeName switch
    {
        "date" or "time" or "datetime" or "smalldatetime" or "datetime2" or "datetimeoffset" => $"CONVERT(varchar(34), {Quoted(column)}, 121)",
        _ => Quoted(column),
    };

    private static Func<string, string> OnSpark(SqlColumn column, string type) =>
        plain => $"CAST({plain} AS {type}) AS `{column.SourceName.Replace("`", "``", StringComparison.Ordinal)}`";

    /// <summary>The types that the single read hands over, one per column.</summary>
    private static IEnumerable<string> SparkTypes(IReadOnlyList<SqlColumn> columns)
    {
        using var schema = JsonDocument.Parse(SparkSchema.Of(columns, new ArrowOptions()).Json);
        return [.. schema.RootElement.GetProperty("fields").EnumerateArray().Select(field => field.GetProperty("type").GetString()!)];
    }
}

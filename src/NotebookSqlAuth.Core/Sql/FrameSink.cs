using System.Globalization;
using Microsoft.Data.SqlClient;
using NotebookSqlAuth.Frames;

namespace NotebookSqlAuth.Sql;

/// <summary>Makes a frame of each result set.</summary>
internal sealed class FrameSink : IResultSink
{
    private readonly List<ResultSet> _resultSets = [];
    private ResultSetColumns _columns = null!;
    private FrameBuilder _frame = null!;

    internal IReadOnlyList<ResultSet> ResultSets => _resultSets;

    /// <summary>What is said of a result set: its renamed columns, and whether rows were cut.</summary>
    internal static IReadOnlyList<string> Notices(ResultSetColumns columns, long rows, bool truncated) => truncated
        ? [.. columns.Notices, string.Create(CultureInfo.InvariantCulture, $"Only the first {rows:N0} rows were read, as asked; there are more.")]
        : columns.Notices;

    public void Begin(ResultSetColumns columns)
    {
        _columns = columns;
        _frame = new FrameBuilder(columns.Columns);
    }

    public void Add(SqlDataReader reader, CancellationToken stop) => _frame.AddRow(reader);

    public void End(long rows, bool truncated) =>
        _resultSets.Add(new ResultSet(_frame.Build(), _columns.Columns, truncated, Notices(_columns, rows, truncated)));
}

namespace NotebookSqlAuth.Sandbox.Engine.Fixtures;

/// <summary>What a query makes of a fixture table's rows, past DuckDB.</summary>
/// <param name="Columns">In order.</param>
/// <param name="Rows">In the table's order, a value per column.</param>
internal sealed record FixtureRows(IReadOnlyList<ResultColumn> Columns, IEnumerable<object?[]> Rows)
{
    /// <summary>The place of a column; names compare without regard to case.</summary>
    /// <exception cref="SqlServerException">207: there is none.</exception>
    public int Find(string name, int line)
    {
        var ordinal = Columns.ToList().FindIndex(candidate => string.Equals(candidate.Name, name, StringComparison.OrdinalIgnoreCase));
        return ordinal >= 0 ? ordinal : throw SqlErrors.InvalidColumn(name, line);
    }
}

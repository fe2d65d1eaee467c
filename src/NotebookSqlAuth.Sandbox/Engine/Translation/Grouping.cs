namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>What stands in GROUP BY, so that the rest of the query may use it outside of aggregates.</summary>
/// <param name="keys">The translated expressions of GROUP BY.</param>
internal sealed class Grouping(IReadOnlyList<TypedSql> keys)
{
    /// <summary>The clause being translated, as error 8120 and its siblings name it.</summary>
    public GroupedClause Clause { get; set; } = GroupedClause.SelectList;

    /// <summary>DuckDB's GROUP BY list; empty when aggregates alone make the query a grouped one.</summary>
    public IReadOnlyList<string> Keys { get; } = [.. keys.Select(Comparison.Key)];

    /// <summary>A grouped expression as it may be selected; null when it is not one.</summary>
    public TypedSql? Find(TypedSql expression) => keys.Any(key => key.Sql == expression.Sql) ? Represent(expression) : null;

    public TypedSql Column(TypedSql column, string name, bool isFromSubquery, int line)
    {
        if (isFromSubquery && TSqlTypes.IsText(column.Type))
        {
            throw SqlErrors.NotSupported("text column of a grouped query inside a subquery", line);
        }

        return Find(column) ?? throw NotGrouped(name, line);
    }

    /// <summary>Texts that are equal may differ in case: the group shows its least one.</summary>
    private static TypedSql Represent(TypedSql key) => TSqlTypes.IsText(key.Type) ? key with { Sql = $"min({key.Sql})" } : key;

    private SqlServerException NotGrouped(string name, int line)
    {
        var (number, place) = Clause switch
        {
            GroupedClause.Having => (8121, "the HAVING clause"),
            GroupedClause.OrderBy => (8127, "the ORDER BY clause"),
            _ => (8120, "the select list"),
        };
        return Clause == GroupedClause.SelectList
            ? SqlErrors.Error(
                number, 16, $"Column '{name}' is invalid in {place} because it is not contained in either an aggregate function or the GROUP BY clause.", line)
            : SqlErrors.Error(
                number, 16, $"Column \"{name}\" is invalid in {place} because it is not contained in either an aggregate function or the GROUP BY clause.", line);
    }
}

/// <summary>Where a grouped query uses a column.</summary>
internal enum GroupedClause
{
    SelectList,
    Having,
    OrderBy,
}

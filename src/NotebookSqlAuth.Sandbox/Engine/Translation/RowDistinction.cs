namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>DISTINCT under the usual collation: rows that differ only in case or trailing blanks are one.</summary>
internal static class RowDistinction
{
    public static TranslatedQuery Distinct(TranslatedQuery query, TranslationContext context)
    {
        var alias = context.NextAlias("d");
        var columns = query.Columns.Select(column => (column.Physical, Reference: column.Reference(alias))).ToList();
        var list = columns.Select(column =>
            $"{(TSqlTypes.IsText(column.Reference.Type) ? $"min({column.Reference.Sql})" : column.Reference.Sql)} AS {column.Physical}");
        var keys = columns.Select(column => Comparison.Key(column.Reference));
        return query with { Sql = $"SELECT {string.Join(", ", list)} FROM ({query.Sql}) AS {alias} GROUP BY {string.Join(", ", keys)}" };
    }
}

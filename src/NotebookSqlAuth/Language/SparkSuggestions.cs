using NotebookSqlAuth.Display;
using NotebookSqlAuth.Language.Sql;
using NotebookSqlAuth.Spark;

namespace NotebookSqlAuth.Language;

/// <summary>What could stand at a place in Spark SQL: the temp views that cells made, the notebook's variables behind a colon, and the usual words.</summary>
internal static class SparkSuggestions
{
    // spark.apache.org/docs/latest/sql-ref-ansi-compliance.html, SQL keywords: those of queries.
    private const string Words =
        """
        SELECT FROM WHERE JOIN INNER LEFT RIGHT FULL CROSS OUTER SEMI ANTI ON USING GROUP BY HAVING ORDER SORT DISTRIBUTE CLUSTER ASC DESC
        NULLS FIRST LAST DISTINCT LIMIT OFFSET UNION ALL EXCEPT MINUS INTERSECT AS AND OR NOT NULL IS IN EXISTS BETWEEN LIKE RLIKE ILIKE CASE
        WHEN THEN ELSE END WITH OVER PARTITION ROWS RANGE PRECEDING FOLLOWING UNBOUNDED CURRENT ROW LATERAL VIEW EXPLODE PIVOT UNPIVOT VALUES
        TABLESAMPLE QUALIFY FILTER CAST TRY_CAST COUNT SUM AVG MIN MAX COALESCE DATE_TRUNC DATE_ADD DATEDIFF TO_DATE TO_TIMESTAMP
        CONCAT SUBSTRING UPPER LOWER TRIM ROUND COLLECT_LIST ROW_NUMBER RANK DENSE_RANK LAG LEAD SHOW TABLES DESCRIBE CREATE OR REPLACE TEMPORARY
        """;

    private static readonly string[] Keywords = Words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    public static Suggestions At(string sql, int cursor, IReadOnlyList<CellVariable> variables)
    {
        var start = cursor;
        while (start > 0 && SqlName.IsPart(sql[start - 1]))
        {
            start--;
        }

        var isArgument = start > 0 && sql[start - 1] == ':' && (start < 2 || !SqlName.IsPart(sql[start - 2]));
        var all = isArgument
            ? variables.Select(variable => new Suggestion(variable.Name, "variable", VisibleText.OneLine($"The notebook's variable, {variable.Value?.GetType().Name ?? "null"}")))
            : variables.Where(variable => SparkVariables.IsFrame(variable.Value)).Select(variable => new Suggestion(variable.Name, CatalogueObject.View, "Temp view"))
                .Concat(Keywords.Select(word => new Suggestion(word, "keyword", null)));
        return new Suggestions(start, cursor, [.. all.Where(item => item.Text.StartsWith(sql[start..cursor], StringComparison.OrdinalIgnoreCase))]);
    }
}

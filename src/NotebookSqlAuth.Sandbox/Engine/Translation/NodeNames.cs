using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>What to call a construct that is refused: the words that stand in the statement, or the kind of node.</summary>
internal static partial class NodeNames
{
    public static string Of(TSqlFragment node) => Known(node) ?? Words().Replace(node.GetType().Name, " $1").Trim().ToUpperInvariant();

    private static string? Known(TSqlFragment node) => node switch
    {
        MergeStatement => "MERGE",
        ExecuteStatement or ExecuteSpecification => "EXECUTE",
        PivotedTableReference => "PIVOT",
        UnpivotedTableReference => "UNPIVOT",
        UnqualifiedJoin join => join.UnqualifiedJoinType == UnqualifiedJoinType.OuterApply ? "OUTER APPLY" : "CROSS APPLY",
        JsonForClause => "FOR JSON",
        XmlForClause => "FOR XML",
        ForClause => "FOR",
        OpenRowsetTableReference or BulkOpenRowset => "OPENROWSET",
        OpenQueryTableReference => "OPENQUERY",
        OptimizerHint => "OPTION",
        TableHint => "WITH (table hint)",
        DeclareCursorStatement => "CURSOR",
        BeginTransactionStatement or CommitTransactionStatement or RollbackTransactionStatement => "transaction",
        TryCatchStatement => "TRY...CATCH",
        WhileStatement => "WHILE",
        DeclareTableVariableStatement => "table variable",
        CallTarget => "method or user-defined function",
        BackupStatement => "BACKUP",
        GoToStatement => "GOTO",
        RollupGroupingSpecification => "ROLLUP",
        CubeGroupingSpecification => "CUBE",
        GroupingSetsGroupingSpecification => "GROUPING SETS",
        TableSampleClause => "TABLESAMPLE",
        TemporalClause => "FOR SYSTEM_TIME",
        WindowFrameClause => "window frame (ROWS or RANGE)",
        OdbcFunctionCall or OdbcLiteral => "ODBC escape",
        _ => null,
    };

    [GeneratedRegex("(?<=[a-z])([A-Z])")]
    private static partial Regex Words();
}

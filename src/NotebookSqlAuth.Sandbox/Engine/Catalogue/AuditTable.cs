namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary><c>sandbox.audit</c>: who asked what, and when, as far as the audit log has it when a statement begins.</summary>
internal sealed class AuditTable
{
    public AuditTable(AuditLog audit) => Table = new TableInfo(
        "sandbox",
        "audit",
        string.Empty,
        [
            Column("UtcTime", TSqlTypes.DateTime2(7), false),
            Column("UserName", TSqlTypes.NVarChar(128), false),
            Column("ApplicationName", TSqlTypes.NVarChar(128), false),
            Column("DatabaseName", TSqlTypes.NVarChar(128), false),
            Column("Statement", TSqlTypes.NVarChar(TSqlTypes.Max), false),
            Column("ErrorNumber", TSqlTypes.Int, true),
        ])
    {
        Snapshot = () => audit.Entries.Select(entry => new object?[]
        {
            entry.UtcTime.UtcDateTime, entry.UserName, entry.ApplicationName, entry.Database, entry.Statement, entry.ErrorNumber,
        }),
    };

    public TableInfo Table { get; }

    private static ColumnInfo Column(string name, SqlDataType type, bool nullable) => new(name, DuckDbText.Identifier(name), type, nullable);
}

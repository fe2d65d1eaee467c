using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>@@ functions and those written without parentheses.</summary>
internal static class Globals
{
    /// <summary>Says what it is, as <c>@@VERSION</c> should.</summary>
    public const string Version = "NotebookSqlAuth sandbox: T-SQL on DuckDB, not SQL Server. Sample data only.";

    public static TypedSql Translate(GlobalVariableExpression global, TranslationContext context) => global.Name.ToUpperInvariant() switch
    {
        "@@VERSION" => Known(Version, TSqlTypes.NVarChar(300)),
        "@@SPID" => Known(context.Session.ProcessId, TSqlTypes.SmallInt),
        "@@ROWCOUNT" => Known(context.Session.RowCount, TSqlTypes.Int),
        _ => throw SqlErrors.NotSupported(global.Name, global.StartLine),
    };

    public static TypedSql Translate(ParameterlessCall call, TranslationContext context) => call.ParameterlessCallType switch
    {
        ParameterlessCallType.CurrentTimestamp => Known(context.UtcNow, TSqlTypes.DateTime),
        ParameterlessCallType.SystemUser => Known(context.Session.UserName, TSqlTypes.NVarChar(128)),
        _ => throw SqlErrors.NotSupported(call.ParameterlessCallType.ToString(), call.StartLine),
    };

    private static TypedSql Known(object value, SqlDataType type) => DuckDbText.Constant(value, type) with { Nullable = false };
}

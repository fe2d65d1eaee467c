namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>The first argument's type, whatever the second is: unlike COALESCE, it cuts a longer text.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/functions/isnull-transact-sql</remarks>
internal sealed class IsNullFunction() : ScalarFunction("ISNULL", 2, 2)
{
    public override TypedSql Translate(ScalarCall call)
    {
        var (value, fallback) = (call.Arguments[0], call.Arguments[1]);
        var type = value.IsNull ? fallback.Type : value.Type;
        var (first, second) = (Conversion.Convert(value, type, call.Line), Conversion.Convert(fallback, type, call.Line));
        return new TypedSql($"coalesce({first.Sql}, {second.Sql})", type, value.Nullable && fallback.Nullable);
    }
}

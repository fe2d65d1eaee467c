namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>CEILING and FLOOR: a decimal loses its scale and keeps its precision.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/functions/ceiling-transact-sql</remarks>
internal sealed class WholeFunction(string name, string duckDbName) : ScalarFunction(name, 1, 1)
{
    public override TypedSql Translate(ScalarCall call)
    {
        var value = call.Arguments[0];
        var type = value.Type.Code switch
        {
            SqlTypeCode.Int or SqlTypeCode.BigInt or SqlTypeCode.Float => value.Type,
            SqlTypeCode.Decimal => TSqlTypes.Decimal(value.Type.Precision, 0),
            _ => throw SqlErrors.NotSupported($"{call.Name} of {TSqlTypes.BaseName(value.Type)}", call.Line),
        };
        return new TypedSql($"CAST({duckDbName}({value.Sql}) AS {TSqlTypes.DuckDbName(type)})", type, true);
    }
}

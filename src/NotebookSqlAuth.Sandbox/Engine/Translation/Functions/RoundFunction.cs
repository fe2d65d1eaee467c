namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Rounds half away from zero, or cuts; the type stays.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/functions/round-transact-sql</remarks>
internal sealed class RoundFunction() : ScalarFunction("ROUND", 2, 3)
{
    public override TypedSql Translate(ScalarCall call)
    {
        var value = call.Arguments[0];
        var length = call.Int(1).Sql;
        var cut = call.Arguments.Count == 3 ? call.Int(2).Sql : Conversion.Integer(0);
        switch (value.Type.Code)
        {
            case SqlTypeCode.TinyInt or SqlTypeCode.SmallInt or SqlTypeCode.Int:
                return Exact(value, TSqlTypes.Int, length, cut);
            case SqlTypeCode.BigInt or SqlTypeCode.Decimal:
                return Exact(value, value.Type, length, cut);
            case SqlTypeCode.Float or SqlTypeCode.Real when call.Arguments.Count == 2:
                return new TypedSql($"round(CAST({value.Sql} AS DOUBLE), {length})", TSqlTypes.Float, true);
            default:
                throw SqlErrors.NotSupported($"ROUND of {TSqlTypes.BaseName(value.Type)}", call.Line);
        }
    }

    private static TypedSql Exact(TypedSql value, SqlDataType type, string length, string cut) =>
        new($"CAST(t_round(CAST({value.Sql} AS VARCHAR), {length}, {cut}) AS {TSqlTypes.DuckDbName(type)})", type, true);
}

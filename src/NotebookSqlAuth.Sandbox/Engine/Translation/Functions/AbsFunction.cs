namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Keeps the argument's type; the least integer has no counterpart and overflows.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/functions/abs-transact-sql</remarks>
internal sealed class AbsFunction() : ScalarFunction("ABS", 1, 1)
{
    public override TypedSql Translate(ScalarCall call)
    {
        var value = call.Arguments[0];
        var isSupported = value.Type.Code is SqlTypeCode.Int or SqlTypeCode.BigInt or SqlTypeCode.Decimal or SqlTypeCode.Float;
        return isSupported
            ? new TypedSql($"abs({value.Sql})", value.Type, true)
            : throw SqlErrors.NotSupported($"ABS of {TSqlTypes.BaseName(value.Type)}", call.Line);
    }
}

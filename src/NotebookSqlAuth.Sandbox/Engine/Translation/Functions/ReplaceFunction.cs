namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Finds by the collation: without regard to case.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/functions/replace-transact-sql</remarks>
internal sealed class ReplaceFunction() : ScalarFunction("REPLACE", 3, 3)
{
    public override TypedSql Translate(ScalarCall call)
    {
        var texts = new[] { call.Text(0), call.Text(1), call.Text(2) };
        var type = TextResult.Longest(texts.Any(text => TSqlTypes.IsUnicode(text.Type)), texts.Any(text => text.Type.Length == TSqlTypes.Max));
        var sql = $"t_replace({texts[0].Sql}, {texts[1].Sql}, {texts[2].Sql})";
        return new TypedSql(type.Length == TSqlTypes.Max ? sql : $"t_cut({sql}, {Conversion.Integer(type.Length)})", type, true);
    }
}

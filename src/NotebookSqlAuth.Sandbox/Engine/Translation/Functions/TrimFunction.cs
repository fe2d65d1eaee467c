namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>LTRIM, RTRIM and TRIM take blanks away, nothing else.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/functions/trim-transact-sql</remarks>
internal sealed class TrimFunction(string name) : ScalarFunction(name, 1, 1)
{
    public override TypedSql Translate(ScalarCall call)
    {
        var text = call.Text(0);
        return new TypedSql($"{call.Name.Lower()}({text.Sql}, ' ')", TextResult.Varying(text.Type), true);
    }
}

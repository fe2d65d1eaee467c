namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>LEFT and RIGHT.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/functions/left-transact-sql</remarks>
internal sealed class EndFunction(string name) : ScalarFunction(name, 2, 2)
{
    public override TypedSql Translate(ScalarCall call)
    {
        var text = call.Text(0);
        return new TypedSql($"t_{call.Name.Lower()}({text.Sql}, {call.Int(1).Sql})", TextResult.Part(text.Type, call.Arguments[1], call.Name.Lower(), call.Line), true);
    }
}

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Counts from 1; a start before that eats into the length.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/functions/substring-transact-sql</remarks>
internal sealed class SubstringFunction() : ScalarFunction("SUBSTRING", 3, 3)
{
    public override TypedSql Translate(ScalarCall call)
    {
        if (!TSqlTypes.IsText(call.Arguments[0].Type))
        {
            throw call.InvalidArgument(0);
        }

        var text = call.Text(0);
        return new TypedSql($"t_substring({text.Sql}, {call.Int(1).Sql}, {call.Int(2).Sql})", TextResult.Part(text.Type, call.Arguments[2], "substring", call.Line), true);
    }
}

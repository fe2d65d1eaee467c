using NotebookSqlAuth.Sandbox.Engine;

namespace NotebookSqlAuth.Sandbox.Tds.Requests;

/// <summary>T-SQL with its parameters, as the engine takes it.</summary>
internal sealed record Statement(string Text, IReadOnlyList<SqlParameterValue> Parameters)
{
    /// <summary>Names the values that came without a name by the place they are declared at.</summary>
    /// <exception cref="SqlServerException">8144: more values than declarations.</exception>
    public static Statement Bind(string text, string declaration, IEnumerable<SqlParameterValue> values)
    {
        var names = ParameterNames.Parse(declaration);
        var parameters = values.Select((value, place) =>
            value.Name.Length > 0 ? value
            : place < names.Count ? value with { Name = names[place] }
            : throw new SqlServerException(new SqlServerMessage(8144, 16, 2, "Procedure or function has too many arguments specified.")));
        return new Statement(text, [.. parameters]);
    }
}

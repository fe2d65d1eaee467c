using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>DECLARE and SET of scalar variables.</summary>
internal sealed class VariableRun(BatchRun batch)
{
    public void Run(TSqlStatement statement)
    {
        if (statement is DeclareVariableStatement declare)
        {
            foreach (var element in declare.Declarations)
            {
                Declare(element);
            }
        }
        else
        {
            Set((SetVariableStatement)statement);
        }

        batch.Done();
    }

    private void Declare(DeclareVariableElement element)
    {
        var name = element.VariableName.Value;
        if (batch.HasVariable(name))
        {
            throw SqlErrors.Error(
                134, 15, $"The variable name '{name}' has already been declared. Variable names must be unique within a query batch or stored procedure.", element.StartLine);
        }

        if (element.Nullable is not null)
        {
            throw SqlErrors.NotSupported("DECLARE with NULL or NOT NULL", element.StartLine);
        }

        var type = DataTypes.Read(element.DataType, defaultLength: 1);
        batch.SetVariable(name, new Variable(type, null));
        if (element.Value is not null)
        {
            batch.SetVariable(name, new Variable(type, batch.Evaluate(element.Value, type, element.StartLine).Value));
        }
    }

    private void Set(SetVariableStatement set)
    {
        if (set.Identifier is not null || set.FunctionCallExists || set.CursorDefinition is not null || set.Parameters.Count > 0
            || set.AssignmentKind != AssignmentKind.Equals)
        {
            throw SqlErrors.NotSupported("SET with a compound operator, method or cursor", set.StartLine);
        }

        var type = batch.Variable(set.Variable.Name, set.StartLine).Type;
        batch.SetVariable(set.Variable.Name, new Variable(type, batch.Evaluate(set.Expression, type, set.StartLine).Value));
    }
}

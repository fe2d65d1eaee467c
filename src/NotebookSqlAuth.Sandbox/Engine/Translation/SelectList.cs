using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>The select list: expressions, stars and assignments.</summary>
internal sealed class SelectList(ExpressionTranslator expressions, bool assigns)
{
    public IReadOnlyList<OutputColumn> Translate(IList<SelectElement> elements)
    {
        var values = elements.SelectMany(Element).ToList();
        if (elements.OfType<SelectSetVariable>().Any() && !elements.All(element => element is SelectSetVariable))
        {
            throw SqlErrors.Error(
                141, 15, "A SELECT statement that assigns a value to a variable must not be combined with data-retrieval operations.", elements[0].StartLine);
        }

        return [.. values.Select((value, index) => new OutputColumn(value.Name, OutputColumn.PhysicalName(index), value.Value))];
    }

    private IEnumerable<(string Name, TypedSql Value)> Element(SelectElement element) => element switch
    {
        SelectScalarExpression scalar => [(NameOf(scalar), expressions.Translate(scalar.Expression))],
        SelectStarExpression star => Star(star),
        SelectSetVariable { AssignmentKind: AssignmentKind.Equals } assignment when assigns => [(assignment.Variable.Name, Assigned(assignment))],
        _ => throw SqlErrors.NotSupported(element is SelectSetVariable ? "assignment in this SELECT" : NodeNames.Of(element), element.StartLine),
    };

    private TypedSql Assigned(SelectSetVariable assignment)
    {
        var variable = expressions.Context.Variable(assignment.Variable.Name, assignment.StartLine);
        return Conversion.Convert(expressions.Translate(assignment.Expression), variable.Type, assignment.StartLine);
    }

    private static string NameOf(SelectScalarExpression scalar) => scalar.ColumnName?.Value ?? scalar.Expression switch
    {
        ColumnReferenceExpression { MultiPartIdentifier: { } name } => name.Identifiers[^1].Value,
        _ => string.Empty,
    };

    private IEnumerable<(string Name, TypedSql Value)> Star(SelectStarExpression star)
    {
        var tables = expressions.Scope.Qualified(star.Qualifier, star.StartLine);
        if (tables.Count == 0)
        {
            throw SqlErrors.Error(263, 16, "Must specify table to select from.", star.StartLine);
        }

        var grouping = expressions.Scope.Grouping;
        return tables.SelectMany(table => table.Columns).Select(column =>
            (column.Name, grouping?.Column(column.Value, column.Name, isFromSubquery: false, star.StartLine) ?? column.Value));
    }
}

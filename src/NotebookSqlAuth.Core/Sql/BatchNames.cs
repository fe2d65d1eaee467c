using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sql;

/// <summary>Gathers the <c>@names</c> of a batch's syntax tree: those used, less those declared.</summary>
/// <remarks>Bodies of procedures, functions and triggers are passed over: no outer variable reaches into them.</remarks>
internal sealed class BatchNames : TSqlFragmentVisitor
{
    private readonly List<VariableReference> _used = [];
    private readonly HashSet<string> _declared = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _endWithBatch = [];

    /// <summary>Without the at sign, each once, in order of appearance.</summary>
    internal IReadOnlyList<string> Undeclared =>
    [
        .. _used.OrderBy(node => node.StartOffset)
            .Select(node => node.Name)
            .Where(name => !_declared.Contains(name))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(name => name[1..]),
    ];

    /// <summary>
    /// Sentences on what ends with the batch once a variable is bound: SqlClient then sends it through sp_executesql, whose
    /// #temp tables and USE end with it (learn.microsoft.com/sql/relational-databases/system-stored-procedures/sp-executesql-transact-sql).
    /// </summary>
    internal IReadOnlyList<string> EndWithBatch => _endWithBatch;

    public override void Visit(VariableReference node) => _used.Add(node);

    // Procedure parameters derive from this element, but bodies of procedures are not entered.
    public override void Visit(DeclareVariableElement node) => _declared.Add(node.VariableName.Value);

    public override void Visit(DeclareTableVariableBody node)
    {
        if (node.VariableName is not null)
        {
            _declared.Add(node.VariableName.Value);
        }
    }

    public override void ExplicitVisit(ExecuteParameter node)
    {
        // In EXEC p @limit = @top, the first name is the procedure's own.
        node.ParameterValue?.Accept(this);
    }

    public override void Visit(CreateTableStatement node) => NoteTable(node.SchemaObjectName);

    public override void Visit(SelectStatement node) => NoteTable(node.Into);

    public override void Visit(UseStatement node) => _endWithBatch.Add(
        $"USE {node.DatabaseName.Value} ended with its batch, because a variable of the notebook is bound in it. Put USE in a batch of its own (a line with GO after it).");

    public override void ExplicitVisit(CreateProcedureStatement node)
    {
    }

    public override void ExplicitVisit(AlterProcedureStatement node)
    {
    }

    public override void ExplicitVisit(CreateOrAlterProcedureStatement node)
    {
    }

    public override void ExplicitVisit(CreateFunctionStatement node)
    {
    }

    public override void ExplicitVisit(AlterFunctionStatement node)
    {
    }

    public override void ExplicitVisit(CreateOrAlterFunctionStatement node)
    {
    }

    public override void ExplicitVisit(CreateTriggerStatement node)
    {
    }

    public override void ExplicitVisit(AlterTriggerStatement node)
    {
    }

    public override void ExplicitVisit(CreateOrAlterTriggerStatement node)
    {
    }

    private void NoteTable(SchemaObjectName? table)
    {
        var name = table?.BaseIdentifier.Value;
        if (name is ['#', not '#', ..])
        {
            _endWithBatch.Add(
                $"The table {name} ended with its batch, because a variable of the notebook is bound in it. Create it in a batch of its own (CREATE TABLE, then a line with GO), and fill it here with INSERT.");
        }
    }
}

using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>One batch on its way: its variables, its session, where its answers go.</summary>
internal sealed class BatchRun
{
    private readonly Dictionary<string, Variable> _variables = new(StringComparer.OrdinalIgnoreCase);

    public BatchRun(SessionState session, DuckDbRunner database, IResultSink sink, IReadOnlyList<SqlParameterValue> parameters)
    {
        Session = session;
        Database = database;
        Sink = sink;
        foreach (var parameter in parameters)
        {
            _variables[parameter.Name] = new Variable(parameter.Type, parameter.Value);
        }
    }

    public SessionState Session { get; }

    public DuckDbRunner Database { get; }

    public IResultSink Sink { get; }

    public void Run(IEnumerable<TSqlStatement> statements)
    {
        foreach (var statement in statements)
        {
            Database.CancellationToken.ThrowIfCancellationRequested();
            Run(statement);
        }
    }

    public void Run(TSqlStatement statement)
    {
        switch (statement)
        {
            case SelectStatement select:
                new SelectRun(this).Run(select);
                break;
            case InsertStatement insert:
                new InsertRun(this).Run(insert);
                break;
            case UpdateStatement update:
                new UpdateRun(this).Run(update);
                break;
            case DeleteStatement delete:
                new DeleteRun(this).Run(delete);
                break;
            case CreateTableStatement or DropTableStatement or TruncateTableStatement:
                new TableRun(this).Run(statement);
                break;
            case DeclareVariableStatement or SetVariableStatement:
                new VariableRun(this).Run(statement);
                break;
            case PredicateSetStatement or SetCommandStatement or SetRowCountStatement or SetTextSizeStatement or SetTransactionIsolationLevelStatement:
                new SettingRun(this).Run(statement);
                break;
            case IfStatement condition:
                If(condition);
                break;
            case BeginEndBlockStatement block:
                Run(block.StatementList.Statements);
                break;
            default:
                new ControlRun(this).Run(statement);
                break;
        }
    }

    /// <summary>A context for translating one statement, with the time that all of it shares.</summary>
    public TranslationContext NewContext() => new(Session, _variables, DateTime.UtcNow);

    public static ExpressionTranslator NewExpressions(TranslationContext context) =>
        new(context, QueryTranslator.For(context, null), new ColumnScope(null));

    public Variable Variable(string name, int line) => _variables.TryGetValue(name, out var variable) ? variable : throw SqlErrors.UndeclaredVariable(name, line);

    public void SetVariable(string name, Variable variable) => _variables[name] = variable;

    public bool HasVariable(string name) => _variables.ContainsKey(name);

    /// <summary>Computes one value, brought to <paramref name="type"/> where it is given.</summary>
    public (object? Value, SqlDataType Type) Evaluate(ScalarExpression expression, SqlDataType? type, int line)
    {
        var context = NewContext();
        var value = NewExpressions(context).Translate(expression);
        var converted = type is null ? value : Conversion.Convert(value, type, line);
        object? result = null;
        Fetch(context, new TranslatedQuery($"SELECT {converted.Sql} AS c0", [new OutputColumn(string.Empty, "c0", converted)]), line, row => result = row[0]);
        return (result, converted.Type);
    }

    /// <summary>Reads a query's rows, its snapshot tables filled before and dropped after.</summary>
    public void Fetch(TranslationContext context, TranslatedQuery query, int line, Action<object?[]> row)
    {
        using var snapshots = new Snapshots(Database, context.Snapshots, line);
        ResultStream.Read(Database, query, line, row);
    }

    /// <summary>A statement that changes rows has ended.</summary>
    public void Affected(long rows)
    {
        Session.RowCount = (int)Math.Min(rows, int.MaxValue);
        Sink.EndStatement(Session.NoCount ? null : rows);
    }

    /// <summary>A statement that counts no rows has ended.</summary>
    public void Done() => Sink.EndStatement(null);

    private void If(IfStatement condition)
    {
        var context = NewContext();
        var predicate = NewExpressions(context).Predicates.Translate(condition.Predicate);
        var answer = new OutputColumn(string.Empty, "c0", new TypedSql($"CASE WHEN {predicate} THEN true ELSE false END", TSqlTypes.Bit, false));
        var isTrue = false;
        Fetch(context, new TranslatedQuery($"SELECT {answer.Value.Sql} AS c0", [answer]), condition.StartLine, row => isTrue = row[0] is true);
        if (isTrue)
        {
            Run(condition.ThenStatement);
        }
        else if (condition.ElseStatement is not null)
        {
            Run(condition.ElseStatement);
        }
    }
}

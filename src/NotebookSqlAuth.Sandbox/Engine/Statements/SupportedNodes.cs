using System.Runtime.CompilerServices;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Walks a whole batch before any of it runs: a node whose kind is not listed is refused.</summary>
/// <remarks>The list only lets a node pass to its translator, which refuses again what it does not know of the node's options.</remarks>
internal sealed class SupportedNodes : TSqlFragmentVisitor
{
    private static readonly HashSet<Type> Known =
    [
        typeof(TSqlScript), typeof(TSqlBatch), typeof(StatementList), typeof(Identifier), typeof(MultiPartIdentifier), typeof(SchemaObjectName),
        typeof(IdentifierOrValueExpression), typeof(IdentifierLiteral),

        // Statements.
        typeof(SelectStatement), typeof(InsertStatement), typeof(UpdateStatement), typeof(DeleteStatement), typeof(CreateTableStatement),
        typeof(DropTableStatement), typeof(TruncateTableStatement), typeof(DeclareVariableStatement), typeof(SetVariableStatement),
        typeof(PredicateSetStatement), typeof(SetCommandStatement), typeof(SetRowCountStatement), typeof(SetTextSizeStatement),
        typeof(SetTransactionIsolationLevelStatement), typeof(PrintStatement), typeof(UseStatement), typeof(RaiseErrorStatement),
        typeof(ThrowStatement), typeof(WaitForStatement), typeof(IfStatement), typeof(BeginEndBlockStatement),

        // Their parts.
        typeof(InsertSpecification), typeof(ValuesInsertSource), typeof(SelectInsertSource), typeof(RowValue), typeof(UpdateSpecification),
        typeof(AssignmentSetClause), typeof(DeleteSpecification), typeof(TableDefinition), typeof(ColumnDefinition),
        typeof(NullableConstraintDefinition), typeof(DeclareVariableElement), typeof(GeneralSetCommand), typeof(VariableReference),

        // Queries.
        typeof(QuerySpecification), typeof(BinaryQueryExpression), typeof(QueryParenthesisExpression), typeof(WithCtesAndXmlNamespaces),
        typeof(CommonTableExpression), typeof(SelectScalarExpression), typeof(SelectStarExpression), typeof(SelectSetVariable), typeof(FromClause),
        typeof(NamedTableReference), typeof(QueryDerivedTable), typeof(InlineDerivedTable), typeof(JoinParenthesisTableReference),
        typeof(QualifiedJoin), typeof(UnqualifiedJoin), typeof(WhereClause), typeof(GroupByClause), typeof(ExpressionGroupingSpecification),
        typeof(HavingClause), typeof(OrderByClause), typeof(ExpressionWithSortOrder), typeof(TopRowFilter), typeof(OffsetClause),

        // Expressions.
        typeof(IntegerLiteral), typeof(NumericLiteral), typeof(RealLiteral), typeof(StringLiteral), typeof(BinaryLiteral), typeof(NullLiteral),
        typeof(MaxLiteral), typeof(ColumnReferenceExpression), typeof(GlobalVariableExpression), typeof(ParenthesisExpression),
        typeof(UnaryExpression), typeof(BinaryExpression), typeof(FunctionCall), typeof(LeftFunctionCall), typeof(RightFunctionCall),
        typeof(ParameterlessCall), typeof(OverClause), typeof(CastCall), typeof(ConvertCall), typeof(TryCastCall), typeof(CoalesceExpression),
        typeof(NullIfExpression), typeof(IIfCall), typeof(SimpleCaseExpression), typeof(SimpleWhenClause), typeof(SearchedCaseExpression),
        typeof(SearchedWhenClause), typeof(ScalarSubquery), typeof(SqlDataTypeReference),

        // Conditions.
        typeof(BooleanParenthesisExpression), typeof(BooleanNotExpression), typeof(BooleanBinaryExpression), typeof(BooleanComparisonExpression),
        typeof(BooleanIsNullExpression), typeof(BooleanTernaryExpression), typeof(InPredicate), typeof(LikePredicate), typeof(ExistsPredicate),
    ];

    public static IReadOnlyCollection<string> Names => [.. Known.Select(type => type.Name)];

    /// <inheritdoc/>
    public override void Visit(TSqlFragment fragment)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (fragment is ExecuteStatement { ExecuteSpecification.ExecutableEntity: ExecutableProcedureReference procedure } && !IsExecute(fragment))
        {
            // Any word that begins a batch and is no statement's is the name of a procedure.
            var name = string.Join('.', procedure.ProcedureReference?.ProcedureReference?.Name?.Identifiers.Select(part => part.Value) ?? []);
            throw SqlErrors.Error(2812, 16, $"Could not find stored procedure '{name}'.", fragment.StartLine, 62);
        }

        if (!Known.Contains(fragment.GetType()) || fragment is UnqualifiedJoin { UnqualifiedJoinType: not UnqualifiedJoinType.CrossJoin })
        {
            throw SqlErrors.NotSupported(NodeNames.Of(fragment), fragment.StartLine);
        }
    }

    private static bool IsExecute(TSqlFragment fragment) =>
        fragment.ScriptTokenStream[fragment.FirstTokenIndex].TokenType is TSqlTokenType.Exec or TSqlTokenType.Execute;
}

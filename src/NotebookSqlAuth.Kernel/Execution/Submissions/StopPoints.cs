using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NotebookSqlAuth.Kernel.Execution.Submissions;

/// <summary>Puts <see cref="CellStop.Check"/> where a cell's code comes by again and again: into each loop, before each goto, into each method and lambda.</summary>
/// <remarks>
/// So a stopped cell ends at a place of its own code, its finally blocks run, and work that it handed to the thread pool
/// ends too; so does what a library does over and over with a lambda of the cell. Lines stay what they are.
/// </remarks>
internal sealed class StopPoints : CSharpSyntaxRewriter
{
    private static readonly StatementSyntax Check =
        SyntaxFactory.ParseStatement($"global::{typeof(CellStop).FullName}.{nameof(CellStop.Check)}();");

    // Only a body without braces needs it, and binding a cell's code twice takes its time.
    private readonly Lazy<SemanticModel> _model;

    private StopPoints(Compilation compilation, SyntaxTree tree) => _model = new(() => compilation.GetSemanticModel(tree));

    /// <summary>The code with its stop points.</summary>
    public static CSharpCompilation AddTo(CSharpCompilation compilation)
    {
        var written = compilation;
        foreach (var tree in written.SyntaxTrees)
        {
            var root = tree.GetRoot();
            var stoppable = new StopPoints(written, tree).Visit(root);
            if (stoppable != root)
            {
                compilation = compilation.ReplaceSyntaxTree(tree, tree.WithRootAndOptions(stoppable, tree.Options));
            }
        }

        return compilation;
    }

    /// <inheritdoc/>
    public override SyntaxNode? VisitWhileStatement(WhileStatementSyntax node)
    {
        var visited = (WhileStatementSyntax)base.VisitWhileStatement(node)!;
        return visited.WithStatement(Begin(visited.Statement));
    }

    /// <inheritdoc/>
    public override SyntaxNode? VisitDoStatement(DoStatementSyntax node)
    {
        var visited = (DoStatementSyntax)base.VisitDoStatement(node)!;
        return visited.WithStatement(Begin(visited.Statement));
    }

    /// <inheritdoc/>
    public override SyntaxNode? VisitForStatement(ForStatementSyntax node)
    {
        var visited = (ForStatementSyntax)base.VisitForStatement(node)!;
        return visited.WithStatement(Begin(visited.Statement));
    }

    /// <inheritdoc/>
    public override SyntaxNode? VisitForEachStatement(ForEachStatementSyntax node)
    {
        var visited = (ForEachStatementSyntax)base.VisitForEachStatement(node)!;
        return visited.WithStatement(Begin(visited.Statement));
    }

    /// <inheritdoc/>
    public override SyntaxNode? VisitForEachVariableStatement(ForEachVariableStatementSyntax node)
    {
        var visited = (ForEachVariableStatementSyntax)base.VisitForEachVariableStatement(node)!;
        return visited.WithStatement(Begin(visited.Statement));
    }

    /// <inheritdoc/>
    public override SyntaxNode? VisitGotoStatement(GotoStatementSyntax node) => SyntaxFactory.Block(Check, node);

    /// <inheritdoc/>
    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        var visited = (MethodDeclarationSyntax)base.VisitMethodDeclaration(node)!;
        return visited switch
        {
            { Body: { } body } => visited.WithBody(Begin(body)),
            { ExpressionBody.Expression: { } value } when _model.Value.GetDeclaredSymbol(node) is IMethodSymbol { RefKind: RefKind.None } method =>
                visited.WithExpressionBody(null).WithSemicolonToken(default).WithBody(Begin(value, method)),
            _ => visited,
        };
    }

    /// <inheritdoc/>
    public override SyntaxNode? VisitLocalFunctionStatement(LocalFunctionStatementSyntax node)
    {
        var visited = (LocalFunctionStatementSyntax)base.VisitLocalFunctionStatement(node)!;
        return visited switch
        {
            { Body: { } body } => visited.WithBody(Begin(body)),
            { ExpressionBody.Expression: { } value } when _model.Value.GetDeclaredSymbol(node) is IMethodSymbol { RefKind: RefKind.None } method =>
                visited.WithExpressionBody(null).WithSemicolonToken(default).WithBody(Begin(value, method)),
            _ => visited,
        };
    }

    /// <inheritdoc/>
    public override SyntaxNode? VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node)
    {
        var visited = (SimpleLambdaExpressionSyntax)base.VisitSimpleLambdaExpression(node)!;
        return visited switch
        {
            { Block: { } block } => visited.WithBlock(Begin(block)),
            { ExpressionBody: { } value } when CodeOf(node) is { } method => visited.WithExpressionBody(null).WithBlock(Begin(value, method)),
            _ => visited,
        };
    }

    /// <inheritdoc/>
    public override SyntaxNode? VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node)
    {
        var visited = (ParenthesizedLambdaExpressionSyntax)base.VisitParenthesizedLambdaExpression(node)!;
        return visited switch
        {
            { Block: { } block } => visited.WithBlock(Begin(block)),
            { ExpressionBody: { } value } when CodeOf(node) is { } method => visited.WithExpressionBody(null).WithBlock(Begin(value, method)),
            _ => visited,
        };
    }

    /// <inheritdoc/>
    public override SyntaxNode? VisitAnonymousMethodExpression(AnonymousMethodExpressionSyntax node)
    {
        var visited = (AnonymousMethodExpressionSyntax)base.VisitAnonymousMethodExpression(node)!;
        return visited.WithBlock(Begin(visited.Block));
    }

    /// <inheritdoc/>
    public override SyntaxNode? VisitAccessorDeclaration(AccessorDeclarationSyntax node)
    {
        var visited = (AccessorDeclarationSyntax)base.VisitAccessorDeclaration(node)!;
        return visited.Body is null ? visited : visited.WithBody(Begin(visited.Body));
    }

    private static BlockSyntax Begin(StatementSyntax statement) =>
        statement is BlockSyntax block ? block.WithStatements(block.Statements.Insert(0, Check)) : SyntaxFactory.Block(Check, statement);

    // Null for an expression tree, which is data for a library to read, and for what hands out references.
    private IMethodSymbol? CodeOf(LambdaExpressionSyntax lambda) =>
        _model.Value.GetTypeInfo(lambda).ConvertedType is { TypeKind: TypeKind.Delegate }
            && _model.Value.GetSymbolInfo(lambda).Symbol is IMethodSymbol { RefKind: RefKind.None } method ? method : null;

    private static BlockSyntax Begin(ExpressionSyntax value, IMethodSymbol method) => SyntaxFactory.Block(Check, value switch
    {
        ThrowExpressionSyntax thrown => SyntaxFactory.ThrowStatement(thrown.Expression),
        _ when method.ReturnsVoid || (method.IsAsync && method.ReturnType is INamedTypeSymbol { Arity: 0 }) => SyntaxFactory.ExpressionStatement(value),
        _ => SyntaxFactory.ReturnStatement(value),
    });
}

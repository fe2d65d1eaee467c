using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Reads a batch with the T-SQL grammar and refuses, by name, every kind of node that the sandbox does not know.</summary>
internal static class BatchParser
{
    /// <exception cref="SqlServerException">102, 105, 156, 191 for syntax; 50517 for what is refused.</exception>
    public static IList<TSqlStatement> Parse(string sql)
    {
        var parser = new TSql170Parser(initialQuotedIdentifiers: true);
        using (var tokens = new StringReader(sql))
        {
            Nesting.Check(parser.GetTokenStream(tokens, out _));
        }

        using var reader = new StringReader(sql);
        var fragment = parser.Parse(reader, out var errors);
        if (errors.Count > 0)
        {
            throw SyntaxErrors.From(errors[0], sql);
        }

        var script = (TSqlScript)fragment;
        if (script.Batches.Count > 1)
        {
            throw SqlErrors.Syntax("GO", script.Batches[1].StartLine);
        }

        script.Accept(new SupportedNodes());
        return script.Batches.Count == 0 ? [] : script.Batches[0].Statements;
    }
}

using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sql;

/// <summary>Reads one batch: from its syntax tree where it parses, else from its tokens.</summary>
internal static class BatchReader
{
    /// <summary>Quoted identifiers are on, as they are in every SqlClient connection.</summary>
    internal static TSqlParser NewParser() => new TSql180Parser(initialQuotedIdentifiers: true);

    internal static QueryBatch Read(BatchSplitter.Piece piece)
    {
        var tree = NewParser().Parse(new StringReader(piece.Text), out var errors);
        if (errors.Count > 0 || tree is not TSqlScript script)
        {
            return new QueryBatch(piece.Text, piece.FirstLine, piece.Count, TokenVariables.Find(piece.Tokens));
        }

        var names = new BatchNames();
        script.Accept(names);
        var statements = script.Batches.SelectMany(batch => batch.Statements).ToList();
        return new QueryBatch(piece.Text, piece.FirstLine, piece.Count, names.Undeclared)
        {
            IsSingleSelect = statements is [SelectStatement { Into: null }],
            Notices = names.Undeclared.Count > 0 ? names.EndWithBatch : [],
        };
    }
}

using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sql;

/// <summary>Splits SQL at its GO lines, by ScriptDom's tokens, so that a GO in a comment, a literal or a name splits nothing.</summary>
internal static class BatchSplitter
{
    /// <param name="Text">The batch without its GO line.</param>
    /// <param name="Start">Where it starts in the cell's SQL.</param>
    /// <param name="FirstLine">Its first line in the cell, 1-based.</param>
    /// <param name="Count">What GO asks for.</param>
    /// <param name="Tokens">Its tokens; they may end early where the text cannot be read.</param>
    internal sealed record Piece(string Text, int Start, int FirstLine, int Count, IReadOnlyList<TSqlParserToken> Tokens);

    internal static List<Piece> Split(string sql)
    {
        var tokens = BatchReader.Tokens(sql, out var isBroken);
        var pieces = new List<Piece>();
        var start = 0;
        var line = 1;
        var current = new List<TSqlParserToken>();

        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].TokenType != TSqlTokenType.Go)
            {
                current.Add(tokens[i]);
                continue;
            }

            // ScriptDom knows GO at a line's start; what follows on the line is the client's to read: a count and a comment.
            var end = EndOfLine(tokens, i, out var count);
            Add(tokens[i].Offset, count);
            i = end - 1;
            var next = end < tokens.Count ? tokens[end] : null;
            start = next?.Offset ?? sql.Length;
            line = next?.Line ?? line;
            current = [];
        }

        // A broken literal or comment hides what follows it from the tokens, not from the server.
        Add(sql.Length, 1, keep: isBroken);
        return pieces;

        void Add(int end, int count, bool keep = false)
        {
            if ((keep && !string.IsNullOrWhiteSpace(sql[start..end])) || current.Exists(HoldsCode))
            {
                pieces.Add(new Piece(sql[start..end], start, line, count, current));
            }
        }
    }

    /// <summary>Whether a token is more than space, comment and what separates statements.</summary>
    internal static bool HoldsCode(TSqlParserToken token) => token.TokenType is not
        (TSqlTokenType.WhiteSpace or TSqlTokenType.SingleLineComment or TSqlTokenType.MultilineComment or TSqlTokenType.EndOfFile or TSqlTokenType.Semicolon);

    /// <summary>The index of the first token of the line after GO.</summary>
    private static int EndOfLine(IList<TSqlParserToken> tokens, int go, out int count)
    {
        count = 1;
        var i = go + 1;
        for (; i < tokens.Count && tokens[i].Line == tokens[go].Line; i++)
        {
            if (tokens[i].TokenType == TSqlTokenType.Integer
                && int.TryParse(tokens[i].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var asked))
            {
                count = asked;
            }
        }

        return i;
    }
}

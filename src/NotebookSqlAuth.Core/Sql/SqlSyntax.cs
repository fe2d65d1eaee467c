using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sql;

/// <summary>What ScriptDom says of T-SQL before any server sees it. Thread-safe.</summary>
/// <remarks>Names are not looked up. SQL too long to parse (50,000 tokens in a batch) is taken as correct; the server then says what is wrong.</remarks>
public static class SqlSyntax
{
    // ScriptDom's numbers of its own errors: the text ends too early, a quotation, a bracketed name, a comment is not closed.
    private static readonly HashSet<int> s_endMissing = [46029, 46030, 46031, 46032];

    /// <summary>The errors in order of place; none where the text parses.</summary>
    public static IReadOnlyList<SqlSyntaxError> Check(string sql) =>
        [.. BatchSplitter.Split(sql).SelectMany(piece => ErrorsOf(piece).Select(error => Place(error, piece, sql.Length)))];

    /// <summary>Whether the text is the beginning of SQL whose end is still missing: an open bracket, quotation, comment or BEGIN, a clause without its expression.</summary>
    public static bool IsUnfinished(string sql) =>
        BatchSplitter.Split(sql) is [.., var last] && ErrorsOf(last) is { Count: > 0 } errors && errors.All(error => s_endMissing.Contains(error.Number));

    /// <summary>How deep block comments nest at most, as T-SQL nests them; those that are not closed count, and so do signs of them in strings.</summary>
    /// <remarks>ScriptDom's lexer descends once for each, and a stack that overflows ends the process: whoever calls it asks here first.</remarks>
    public static int CommentDepth(string sql)
    {
        var (depth, deepest) = (0, 0);
        for (var at = 0; sql.AsSpan(at).IndexOfAny('/', '*') is >= 0 and var next; at++)
        {
            at += next;
            if (sql.AsSpan(at).StartsWith("/*"))
            {
                deepest = Math.Max(deepest, ++depth);
                at++;
            }
            else if (sql.AsSpan(at).StartsWith("*/"))
            {
                depth = Math.Max(0, depth - 1);
                at++;
            }
        }

        return deepest;
    }

    private static IList<ParseError> ErrorsOf(BatchSplitter.Piece piece) =>
        BatchReader.TryParse(piece, () => Parse(piece.Text), out var errors) ? errors : [];

    private static IList<ParseError> Parse(string text)
    {
        BatchReader.NewParser().Parse(new StringReader(text), out var errors);
        return errors;
    }

    private static SqlSyntaxError Place(ParseError error, BatchSplitter.Piece piece, int length) => new(
        Math.Min(piece.Start + error.Offset, length),
        piece.FirstLine + error.Line - 1,
        error.Column,
        error.Number,
        error.Message);
}

/// <summary>A place where T-SQL cannot be read.</summary>
/// <param name="Offset">In UTF-16 units from the text's start.</param>
/// <param name="Line">1-based.</param>
/// <param name="Column">1-based.</param>
/// <param name="Number">ScriptDom's number of the error.</param>
/// <param name="Message">What it says.</param>
public sealed record SqlSyntaxError(int Offset, int Line, int Column, int Number, string Message);

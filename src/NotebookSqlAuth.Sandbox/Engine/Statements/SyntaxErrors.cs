using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>The grammar's errors in SQL Server's words.</summary>
internal static class SyntaxErrors
{
    // ScriptDom's own numbers (its TSqlParserResource).
    private const int ExpectedAnother = 46005;
    private const int Unexpected = 46010;
    private const int EndOfFile = 46029;
    private const int UnclosedText = 46030;
    private const int UnclosedComment = 46032;
    private const int TooLongIdentifier = 46095;
    private const int OrderByInside = 46047;

    public static SqlServerException From(ParseError error, string sql) => error.Number switch
    {
        Unexpected or ExpectedAnother => Near(Offender(error, Tokens(sql)), error.Line),
        EndOfFile => AtEnd(Tokens(sql), error.Line),
        UnclosedText => SqlErrors.Error(105, 15, $"Unclosed quotation mark after the character string '{sql[Math.Min(error.Offset + 1, sql.Length)..]}'.", error.Line),
        UnclosedComment => SqlErrors.Error(113, 15, "Missing end comment mark '*/'.", error.Line),
        TooLongIdentifier => SqlErrors.Error(103, 15, error.Message, error.Line, 4),
        OrderByInside => SqlErrors.OrderByInside(error.Line),
        _ => SqlErrors.Error(102, 15, error.Message, error.Line),
    };

    private static List<TSqlParserToken> Tokens(string sql)
    {
        using var reader = new StringReader(sql);
        return [.. new TSql170Parser(initialQuotedIdentifiers: true).GetTokenStream(reader, out _).Where(token => token.TokenType is not
            (TSqlTokenType.EndOfFile or TSqlTokenType.WhiteSpace or TSqlTokenType.SingleLineComment or TSqlTokenType.MultilineComment))];
    }

    /// <summary>
    /// ScriptDom points a token too early in two places where it looks ahead: at a SELECT that begins a statement, and at the dot
    /// before a reserved word.
    /// </summary>
    private static TSqlParserToken? Offender(ParseError error, List<TSqlParserToken> tokens)
    {
        var index = tokens.FindIndex(token => token.Offset == error.Offset);
        if (index < 0 || index == tokens.Count - 1)
        {
            return index < 0 ? null : tokens[index];
        }

        var begins = tokens[index].TokenType == TSqlTokenType.Select && (index == 0 || tokens[index - 1].TokenType == TSqlTokenType.Semicolon);
        var isDot = tokens[index].TokenType == TSqlTokenType.Dot && tokens[index + 1].IsKeyword();
        return begins || isDot ? tokens[index + 1] : tokens[index];
    }

    private static SqlServerException Near(TSqlParserToken? token, int line)
    {
        if (token is null)
        {
            return SqlErrors.Syntax(string.Empty, line);
        }

        return token.IsKeyword() ? SqlErrors.SyntaxNearKeyword(token.Text, token.Line) : SqlErrors.Syntax(Bare(token), token.Line);
    }

    /// <summary>Where the text ends too soon, SQL Server names its last word.</summary>
    private static SqlServerException AtEnd(List<TSqlParserToken> tokens, int line) =>
        tokens.Count == 0 ? SqlErrors.Syntax(string.Empty, line) : SqlErrors.Syntax(Bare(tokens[^1]), tokens[^1].Line);

    /// <summary>SQL Server names what stands inside of quotes and brackets.</summary>
    private static string Bare(TSqlParserToken token) => token.TokenType switch
    {
        TSqlTokenType.AsciiStringLiteral => token.Text[1..^1],
        TSqlTokenType.UnicodeStringLiteral => token.Text[2..^1],
        TSqlTokenType.QuotedIdentifier => token.Text[1..^1],
        _ => token.Text,
    };
}

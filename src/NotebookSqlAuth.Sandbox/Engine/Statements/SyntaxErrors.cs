using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>The grammar's errors in SQL Server's words.</summary>
internal static class SyntaxErrors
{
    /// <summary>ScriptDom's numbers for an unclosed quotation mark and an unclosed comment.</summary>
    private const int UnclosedText = 46030;
    private const int UnclosedComment = 46032;

    public static SqlServerException From(ParseError error, string sql)
    {
        if (error.Number == UnclosedText)
        {
            return SqlErrors.Error(105, 15, $"Unclosed quotation mark after the character string '{sql[Math.Min(error.Offset + 1, sql.Length)..]}'.", error.Line);
        }

        if (error.Number == UnclosedComment)
        {
            return SqlErrors.Error(113, 15, "Missing end comment mark '*/'.", error.Line);
        }

        using var reader = new StringReader(sql);
        var token = new TSql170Parser(initialQuotedIdentifiers: true).GetTokenStream(reader, out _)
            .FirstOrDefault(candidate => candidate.Offset == error.Offset && candidate.TokenType != TSqlTokenType.EndOfFile);
        if (token is null)
        {
            var last = LastToken(sql);
            return SqlErrors.Syntax(last is null ? string.Empty : Bare(last, last.Text), error.Line);
        }

        return Near(token, error.Line);
    }

    private static SqlServerException Near(TSqlParserToken token, int line)
    {
        var text = token.Text ?? string.Empty;
        return token.IsKeyword() ? SqlErrors.SyntaxNearKeyword(text, line) : SqlErrors.Syntax(Bare(token, text), line);
    }

    /// <summary>SQL Server names what stands inside of quotes and brackets.</summary>
    private static string Bare(TSqlParserToken token, string text) => token.TokenType switch
    {
        TSqlTokenType.AsciiStringLiteral => text[1..^1],
        TSqlTokenType.UnicodeStringLiteral => text[2..^1],
        TSqlTokenType.QuotedIdentifier => text[1..^1],
        _ => text,
    };

    private static TSqlParserToken? LastToken(string sql)
    {
        using var reader = new StringReader(sql);
        return new TSql170Parser(initialQuotedIdentifiers: true).GetTokenStream(reader, out _).LastOrDefault(token => token.TokenType is not
            (TSqlTokenType.EndOfFile or TSqlTokenType.WhiteSpace or TSqlTokenType.SingleLineComment or TSqlTokenType.MultilineComment));
    }
}

using Microsoft.SqlServer.TransactSql.ScriptDom;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Language.Sql;

/// <summary>The words of a T-SQL text with their places and brackets matched; spaces and comments left out.</summary>
/// <remarks>Text that cannot be read to its end gives the words up to there. Of a long text there may be the words around a place alone.</remarks>
internal sealed class SqlTokens
{
    // Some thirty pages. What looks at the words looks at pairs of them, and typing waits for it.
    private const int MaxBefore = 4000;
    private const int MaxAfter = 2000;

    // ScriptDom's lexer descends once for each comment within a comment; nobody writes as many.
    private const int MaxCommentDepth = 200;

    private readonly List<Token> _tokens = [];
    private readonly List<(int Start, int End)> _prose = [];
    private readonly Dictionary<int, int> _closing = [];

    /// <summary>How many.</summary>
    public int Count => _tokens.Count;

    /// <summary>One of them; the end of the text where there is none of that index.</summary>
    public Token this[int index] => index >= 0 && index < _tokens.Count ? _tokens[index] : Token.None;

    /// <summary>Whether running it may change what the catalogue says.</summary>
    public bool ChangesCatalogue => _tokens.Exists(token => token.Type is TSqlTokenType.Create or TSqlTokenType.Alter or TSqlTokenType.Drop
        or TSqlTokenType.Into or TSqlTokenType.Exec or TSqlTokenType.Execute or TSqlTokenType.Use);

    /// <summary>The variables that the text declares, each once.</summary>
    public IEnumerable<string> Declared
    {
        get
        {
            // A DECLARE lists names: the first one, and each that follows a comma and has a type behind it.
            var declaring = false;
            foreach (var (token, index) in _tokens.Select((token, index) => (token, index)))
            {
                declaring = token.Type == TSqlTokenType.Declare || (declaring && token.Type is not (TSqlTokenType.Semicolon or TSqlTokenType.Select or TSqlTokenType.Set));
                if (declaring && token.Type == TSqlTokenType.Variable
                    && this[index - 1].Type is TSqlTokenType.Declare or TSqlTokenType.Comma
                    && this[index + 1].Type is TSqlTokenType.Identifier or TSqlTokenType.As or TSqlTokenType.Table)
                {
                    yield return token.Text;
                }
            }
        }
    }

    /// <summary>Reads a text.</summary>
    /// <param name="sql">The text.</param>
    /// <param name="around">The place, in UTF-16 units; null for all words.</param>
    public static SqlTokens Read(string sql, int? around = null)
    {
        var tokens = new SqlTokens();
        if (SqlSyntax.CommentDepth(sql) > MaxCommentDepth)
        {
            return tokens;
        }

        foreach (var token in new TSql180Parser(initialQuotedIdentifiers: true).GetTokenStream(new StringReader(sql), out _) ?? [])
        {
            var end = token.Offset + (token.Text?.Length ?? 0);
            if (token.TokenType is TSqlTokenType.SingleLineComment or TSqlTokenType.MultilineComment
                or TSqlTokenType.AsciiStringLiteral or TSqlTokenType.UnicodeStringLiteral)
            {
                // The end of a line comment is still in it.
                tokens._prose.Add((token.Offset, token.TokenType == TSqlTokenType.SingleLineComment ? end + 1 : end));
            }

            if (token.TokenType is not (TSqlTokenType.WhiteSpace or TSqlTokenType.SingleLineComment or TSqlTokenType.MultilineComment or TSqlTokenType.EndOfFile))
            {
                tokens._tokens.Add(new Token(token.TokenType, token.Text ?? "", token.Offset, end));
            }
        }

        if (around is { } place)
        {
            tokens.KeepAround(place);
        }

        tokens.MatchBrackets();
        return tokens;
    }

    /// <summary>Whether a place is inside of a comment or a string.</summary>
    public bool IsProse(int offset) => _prose.Exists(stretch => stretch.Start < offset && offset < stretch.End);

    /// <summary>The word at a place; -1 where there is none.</summary>
    public int IndexAt(int offset) => _tokens.FindIndex(token => token.Start <= offset && offset < token.End);

    /// <summary>The index of the bracket that closes the one at an index; the end of the text where none does.</summary>
    public int Close(int open) => _closing.GetValueOrDefault(open, _tokens.Count);

    /// <summary>The open brackets around a word, the innermost first.</summary>
    public IEnumerable<int> OpenAround(int index)
    {
        for (var at = index - 1; at >= 0; at--)
        {
            if (_tokens[at].Type == TSqlTokenType.LeftParenthesis && Close(at) >= index)
            {
                yield return at;
            }
        }
    }

    /// <summary>The indexes of the words in a stretch, those in brackets left out.</summary>
    public IEnumerable<int> Level(int from, int to)
    {
        for (var at = from; at < to; at++)
        {
            yield return at;
            if (_tokens[at].Type == TSqlTokenType.LeftParenthesis)
            {
                at = Math.Min(Close(at), to) - 1;
            }
        }
    }

    private void KeepAround(int offset)
    {
        var index = Math.Max(0, IndexAt(offset));
        var end = Math.Min(_tokens.Count, index + MaxAfter);
        _tokens.RemoveRange(end, _tokens.Count - end);
        _tokens.RemoveRange(0, Math.Max(0, index - MaxBefore));
    }

    private void MatchBrackets()
    {
        var open = new Stack<int>();
        for (var at = 0; at < _tokens.Count; at++)
        {
            if (_tokens[at].Type == TSqlTokenType.LeftParenthesis)
            {
                open.Push(at);
            }
            else if (_tokens[at].Type == TSqlTokenType.RightParenthesis && open.TryPop(out var opening))
            {
                _closing[opening] = at;
            }
        }
    }

    /// <summary>A word.</summary>
    internal readonly record struct Token(TSqlTokenType Type, string Text, int Start, int End)
    {
        public static Token None { get; } = new(TSqlTokenType.None, "", 0, 0);

        /// <summary>Whether it is a name, of whatever.</summary>
        /// <remarks>Double quotes delimit names: quoted identifiers are on in every SqlClient connection.</remarks>
        public bool IsName => Type is TSqlTokenType.Identifier or TSqlTokenType.QuotedIdentifier or TSqlTokenType.AsciiStringOrQuotedIdentifier;

        /// <summary>The name without what delimits it.</summary>
        public string Name => SqlName.Read(Text);

        /// <summary>Whether it is this word, which T-SQL does not reserve.</summary>
        public bool Is(string word) => Type == TSqlTokenType.Identifier && Text.Equals(word, StringComparison.OrdinalIgnoreCase);
    }
}

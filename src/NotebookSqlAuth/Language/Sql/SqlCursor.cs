using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Language.Sql;

/// <summary>A place in T-SQL that is being typed: the word that goes on there, and what stands before it.</summary>
internal sealed class SqlCursor
{
    // learn.microsoft.com/sql/t-sql/language-elements/transact-sql-syntax-conventions-transact-sql, multipart names: server, database, schema, object; and a column of it.
    private const int MaxParts = 5;

    private SqlCursor(SqlTokens tokens, int index, int start, int end, string typed, bool isDelimited) =>
        (Tokens, Index, Start, End, Typed, IsDelimited) = (tokens, index, start, end, typed, isDelimited);

    /// <summary>The whole text, in which the word is a name whatever it is.</summary>
    public SqlTokens Tokens { get; }

    /// <summary>The word's index.</summary>
    public int Index { get; }

    /// <summary>Where the word starts, what delimits it included.</summary>
    public int Start { get; }

    /// <summary>Where it ends.</summary>
    public int End { get; }

    /// <summary>What stands before the cursor of it, without what delimits it.</summary>
    public string Typed { get; }

    /// <summary>Whether it is in brackets, and so a name.</summary>
    public bool IsDelimited { get; }

    /// <summary>The names before the word that dots join to it, the first one first.</summary>
    public IReadOnlyList<string> Qualifiers
    {
        get
        {
            var parts = new List<string>();
            for (var at = Index - 1; Tokens[at].Type == TSqlTokenType.Dot && parts.Count < MaxParts; at--)
            {
                parts.Insert(0, Tokens[at - 1].IsName ? Tokens[--at].Name : "");
            }

            return parts;
        }
    }

    /// <summary>The word before the name that is being typed.</summary>
    public SqlTokens.Token Before
    {
        get
        {
            var at = Index - 1;
            while (Tokens[at].Type == TSqlTokenType.Dot)
            {
                at -= Tokens[at - 1].IsName ? 2 : 1;
            }

            return Tokens[at];
        }
    }

    /// <summary>Reads the place; null inside of a comment or a string.</summary>
    public static SqlCursor? At(string sql, int cursor)
    {
        var start = StartOfWord(sql, cursor);
        var end = cursor;
        while (end < sql.Length && SqlName.IsPart(sql[end]))
        {
            end++;
        }

        var isBracketed = start < cursor && sql[start] == '[';
        if (isBracketed)
        {
            end = sql.IndexOfAny([']', '\r', '\n'], cursor) is >= 0 and var close && sql[close] == ']' ? close + 1 : cursor;
        }

        // A word of our own in its place makes a whole text of one that stops in the middle.
        var tokens = SqlTokens.Read(string.Concat(sql.AsSpan(0, start), "x ", sql.AsSpan(end)), around: start);
        var index = tokens.IndexAt(start);
        return index < 0 || tokens.IsProse(start) || tokens[index].Text != "x"
            ? null
            : new SqlCursor(tokens, index, start, end, sql[(isBracketed ? start + 1 : start)..cursor], isBracketed);
    }

    private static int StartOfWord(string sql, int cursor)
    {
        // An open bracket before the cursor, on its line, delimits a name that may hold spaces.
        for (var at = cursor - 1; at >= 0 && sql[at] is not (']' or '\r' or '\n' or '\''); at--)
        {
            if (sql[at] == '[')
            {
                return at;
            }
        }

        var start = cursor;
        while (start > 0 && SqlName.IsPart(sql[start - 1]))
        {
            start--;
        }

        return start;
    }
}

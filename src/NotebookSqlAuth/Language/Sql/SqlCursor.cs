using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Language.Sql;

/// <summary>A place in T-SQL that is being typed: the word that goes on there, and what stands before it.</summary>
internal sealed class SqlCursor
{
    private SqlCursor(SqlTokens tokens, int index, int start, int end, string typed) =>
        (Tokens, Index, Start, End, Typed) = (tokens, index, start, end, typed);

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

    /// <summary>The names before the word that dots join to it, the first one first.</summary>
    public IReadOnlyList<string> Qualifiers
    {
        get
        {
            var parts = new List<string>();
            for (var at = Index - 1; Tokens[at].Type == TSqlTokenType.Dot; at--)
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
        var tokens = SqlTokens.Read(string.Concat(sql.AsSpan(0, start), "x ", sql.AsSpan(end)));
        var index = tokens.IndexAt(start);
        return index < 0 || tokens.IsProse(start) || tokens[index].Text != "x"
            ? null
            : new SqlCursor(tokens, index, start, end, sql[(isBracketed ? start + 1 : start)..cursor]);
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

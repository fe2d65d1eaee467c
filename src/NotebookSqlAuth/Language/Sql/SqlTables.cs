using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Language.Sql;

/// <summary>The tables that a text makes for itself: #temp tables, table variables and common table expressions.</summary>
internal static class SqlTables
{
    // SELECT … INTO: each reads all that stands around it.
    private const int MaxMade = 100;

    // What ends a column's type in its definition.
    private static readonly HashSet<TSqlTokenType> AfterType =
    [
        TSqlTokenType.Not, TSqlTokenType.Null, TSqlTokenType.Default, TSqlTokenType.Primary, TSqlTokenType.Constraint, TSqlTokenType.Identity,
        TSqlTokenType.Unique, TSqlTokenType.Check, TSqlTokenType.References, TSqlTokenType.Collate, TSqlTokenType.Foreign, TSqlTokenType.As,
        // OPENJSON: the path that a column is taken from.
        TSqlTokenType.AsciiStringLiteral, TSqlTokenType.UnicodeStringLiteral,
    ];

    /// <summary>The #temp tables and table variables; later ones know the columns of earlier ones.</summary>
    public static IReadOnlyList<CatalogueObject> MadeIn(SqlTokens tokens, IReadOnlyList<CatalogueObject> known, DatabaseCatalogue? catalogue)
    {
        var made = new List<CatalogueObject>(known);
        for (var (at, found) = (0, 0); at < tokens.Count && found < MaxMade; at++)
        {
            if (tokens[at].Type == TSqlTokenType.Table && tokens[at - 1].Type == TSqlTokenType.Create && tokens[at + 1].Text is ['#', ..])
            {
                Add(made, tokens[at + 1].Name, Definitions(tokens, at + 2));
            }
            else if (tokens[at].Type == TSqlTokenType.Variable && tokens[tokens[at + 1].Type == TSqlTokenType.As ? at + 2 : at + 1].Type == TSqlTokenType.Table)
            {
                Add(made, tokens[at].Text, Definitions(tokens, tokens[at + 1].Type == TSqlTokenType.As ? at + 3 : at + 2));
            }
            else if (tokens[at].Type == TSqlTokenType.Into && tokens[at + 1].Text is ['#', ..] && tokens[at - 1].Type is not (TSqlTokenType.Insert or TSqlTokenType.Merge))
            {
                found++;
                var scope = new SqlScope(tokens, at, made, catalogue);
                Add(made, tokens[at + 1].Name, scope.SelectedColumns());
            }
        }

        return made;
    }

    /// <summary>The common table expressions that stand before a word, each with its columns' names and its body's stretch.</summary>
    public static IEnumerable<Expression> Expressions(SqlTokens tokens, int before)
    {
        for (var at = 0; at < before; at++)
        {
            if (tokens[at].Type != TSqlTokenType.With || !tokens[at + 1].IsName)
            {
                continue;
            }

            for (var next = at + 1; tokens[next].IsName;)
            {
                var name = tokens[next].Name;
                List<string> columns = [];
                if (tokens[++next].Type == TSqlTokenType.LeftParenthesis)
                {
                    columns = [.. tokens.Level(next + 1, tokens.Close(next)).Where(index => tokens[index].IsName).Select(index => tokens[index].Name)];
                    next = tokens.Close(next) + 1;
                }

                if (tokens[next].Type != TSqlTokenType.As || tokens[next + 1].Type != TSqlTokenType.LeftParenthesis)
                {
                    break;
                }

                yield return new Expression(name, columns, next + 2, tokens.Close(next + 1));
                next = tokens.Close(next + 1) + 1;
                at = next - 1;
                next += tokens[next].Type == TSqlTokenType.Comma ? 1 : tokens.Count;
            }
        }
    }

    private static void Add(List<CatalogueObject> made, string name, IReadOnlyList<CatalogueColumn> columns)
    {
        made.RemoveAll(other => other.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        made.Add(new CatalogueObject("", name, CatalogueObject.Table, null, columns));
    }

    /// <summary>The columns that a list in brackets declares.</summary>
    public static List<CatalogueColumn> Definitions(SqlTokens tokens, int open)
    {
        var columns = new List<CatalogueColumn>();
        if (tokens[open].Type != TSqlTokenType.LeftParenthesis)
        {
            return columns;
        }

        var close = tokens.Close(open);
        for (var at = open + 1; at < close;)
        {
            var end = tokens.Level(at, close).FirstOrDefault(index => tokens[index].Type == TSqlTokenType.Comma, close);
            if (tokens[at].IsName)
            {
                var type = Enumerable.Range(at + 1, end - at - 1).TakeWhile(index => !AfterType.Contains(tokens[index].Type)).Select(index => tokens[index].Text);
                var words = Enumerable.Range(at, end - at).ToList();
                var isRequired = words.Exists(index => tokens[index].Type == TSqlTokenType.Primary
                    || (tokens[index].Type == TSqlTokenType.Not && tokens[index + 1].Type == TSqlTokenType.Null));
                columns.Add(new CatalogueColumn(tokens[at].Name, string.Concat(type) is { Length: > 0 } text ? text : null, !isRequired, null));
            }

            at = end + 1;
        }

        return columns;
    }

    /// <summary>A common table expression.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Columns">The names that it gives its columns; none where the query names them.</param>
    /// <param name="From">Where its query starts.</param>
    /// <param name="To">The bracket that ends it.</param>
    internal sealed record Expression(string Name, IReadOnlyList<string> Columns, int From, int To);
}

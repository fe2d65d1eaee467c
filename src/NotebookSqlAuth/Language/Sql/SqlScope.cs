using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Language.Sql;

/// <summary>What a place in T-SQL sees: the tables of its own query, then of the queries around it.</summary>
/// <remarks>Read from words and brackets alone: a text that is being typed does not parse.</remarks>
internal sealed class SqlScope
{
    // Queries within queries; deeper ones are passed over.
    private const int MaxDepth = 16;

    private static readonly HashSet<TSqlTokenType> Starters =
    [
        TSqlTokenType.Insert, TSqlTokenType.Update, TSqlTokenType.Delete, TSqlTokenType.Merge, TSqlTokenType.Declare, TSqlTokenType.Exec,
        TSqlTokenType.Execute, TSqlTokenType.If, TSqlTokenType.While, TSqlTokenType.Print, TSqlTokenType.Create, TSqlTokenType.Alter,
        TSqlTokenType.Drop, TSqlTokenType.Truncate, TSqlTokenType.Use,
    ];

    // What ends the clause in which a comma goes on to the next table.
    private static readonly HashSet<TSqlTokenType> AfterFrom =
    [
        TSqlTokenType.Where, TSqlTokenType.Group, TSqlTokenType.Order, TSqlTokenType.Having, TSqlTokenType.Set, TSqlTokenType.Select,
        TSqlTokenType.Values, TSqlTokenType.Option, TSqlTokenType.For,
    ];

    private readonly SqlTokens _tokens;
    private readonly int _index;
    private readonly IReadOnlyList<CatalogueObject> _local;
    private readonly DatabaseCatalogue? _catalogue;
    private readonly int _depth;

    // By the place of the body; null while its columns are being found, since it may name itself.
    private readonly Dictionary<int, CatalogueObject?> _expressions = [];

    /// <param name="tokens">The text.</param>
    /// <param name="index">The word that is the place; it names nothing itself.</param>
    /// <param name="local">Tables of the text's and the session's own.</param>
    /// <param name="catalogue">The database; null where it is not known.</param>
    public SqlScope(SqlTokens tokens, int index, IReadOnlyList<CatalogueObject> local, DatabaseCatalogue? catalogue)
    {
        (_tokens, _index, _local, _catalogue) = (tokens, index, local, catalogue);
        Sources = Known([.. SourcesAround()]);
    }

    // A query within brackets of another one, seen from outside: its own tables only.
    private SqlScope(SqlScope around, int from, int to)
    {
        (_tokens, _index, _local, _catalogue, _depth, _expressions) =
            (around._tokens, around._index, around._local, around._catalogue, around._depth + 1, around._expressions);
        (from, to) = Segment(from, to, from);
        Sources = Known([.. SourcesIn(from, to)]);
    }

    /// <summary>The tables, the innermost query's first.</summary>
    public IReadOnlyList<SqlSource> Sources { get; }

    /// <summary>The common table expressions before the place.</summary>
    public IEnumerable<CatalogueObject> Expressions => VisibleExpressions.Select(ExpressionOf);

    private IEnumerable<SqlTables.Expression> VisibleExpressions => SqlTables.Expressions(_tokens, _index);

    /// <summary>The columns that the query of this place selects.</summary>
    public IReadOnlyList<CatalogueColumn> SelectedColumns()
    {
        var open = _tokens.OpenAround(_index).Append(-1).First();
        var (from, to) = Segment(open + 1, open < 0 ? _tokens.Count : _tokens.Close(open), _index);
        return [.. SelectedColumns(from, to)];
    }

    /// <summary>A table by the parts of its name; null where there is none.</summary>
    public CatalogueObject? Find(IReadOnlyList<string> parts) => parts switch
    {
        [var name] => VisibleExpressions.Where(each => Same(each.Name, name)).Select(ExpressionOf).FirstOrDefault()
            ?? _local.FirstOrDefault(each => Same(each.Name, name))
            ?? _catalogue?.Find(parts),
        _ => _catalogue?.Find(parts),
    };

    private IEnumerable<SqlSource> SourcesAround()
    {
        var inside = _index;
        foreach (var open in _tokens.OpenAround(_index).Append(-1))
        {
            var (from, to) = Segment(open + 1, open < 0 ? _tokens.Count : _tokens.Close(open), inside);
            foreach (var source in SourcesIn(from, to))
            {
                yield return source;
            }

            inside = Math.Max(open, 0);
        }
    }

    // UPDATE o … FROM sales.Orders o: the first o is the second one's name.
    private static IReadOnlyList<SqlSource> Known(IReadOnlyList<SqlSource> sources) =>
        [.. sources.Where(source => source.Object is not null || !sources.Any(other => other.Object is not null && Same(other.Alias, source.Alias)))];

    /// <summary>The statement, or the part of a UNION, that a word is in.</summary>
    private (int From, int To) Segment(int from, int to, int index)
    {
        var (start, hasSelect) = (from, false);
        foreach (var at in _tokens.Level(from, to))
        {
            var type = _tokens[at].Type;
            var separates = type is TSqlTokenType.Semicolon or TSqlTokenType.Go or TSqlTokenType.Union or TSqlTokenType.Except or TSqlTokenType.Intersect;
            if (separates || (type == TSqlTokenType.Select && hasSelect) || (Starters.Contains(type) && _tokens[at - 1].Type != TSqlTokenType.Then && at > start))
            {
                if (at > index)
                {
                    return (start, at);
                }

                (start, hasSelect) = (separates ? at + 1 : at, false);
            }

            hasSelect |= type == TSqlTokenType.Select;
        }

        return (start, to);
    }

    private IEnumerable<SqlSource> SourcesIn(int from, int to)
    {
        var inFrom = false;
        var skipTo = from;
        foreach (var at in _tokens.Level(from, to).Where(at => at >= skipTo))
        {
            var token = _tokens[at];
            inFrom = token.Type == TSqlTokenType.From || (inFrom && !AfterFrom.Contains(token.Type));
            var names = token.Type is TSqlTokenType.From or TSqlTokenType.Join or TSqlTokenType.Into or TSqlTokenType.Update or TSqlTokenType.Merge or TSqlTokenType.Delete
                || (token.Type == TSqlTokenType.Comma && inFrom)
                || token.Is("APPLY") || token.Is("USING");
            if (!names)
            {
                continue;
            }

            if (_tokens[at + 1].Type == TSqlTokenType.LeftParenthesis)
            {
                var close = _tokens.Close(at + 1);
                if (_tokens[at + 2].Type is not (TSqlTokenType.Select or TSqlTokenType.Values))
                {
                    // Joins in brackets.
                    foreach (var source in SourcesIn(at + 2, close).Concat(SourceAt(at + 2, close) is { } first ? [first] : []))
                    {
                        yield return source;
                    }
                }
                else if (AliasAt(close + 1) is { } alias)
                {
                    yield return new SqlSource(alias, new CatalogueObject("", alias, CatalogueObject.Query, null, Named(ColumnsOfQuery(at + 2, close), NamesBehindAlias(close + 1))));
                }
            }
            else if (SourceAt(at + 1, to) is { } source)
            {
                yield return source;
            }
        }
    }

    private SqlSource? SourceAt(int at, int to)
    {
        if (_tokens[at].Type == TSqlTokenType.Variable)
        {
            return new SqlSource(AliasAt(at + 1) ?? _tokens[at].Text, Find([_tokens[at].Text]));
        }

        var parts = new List<string>();
        var isPlace = false;
        for (; at < to && _tokens[at].IsName; at++)
        {
            isPlace |= at == _index;
            parts.Add(_tokens[at].Name);
            while (_tokens[at + 1].Type == TSqlTokenType.Dot && _tokens[at + 2].Type == TSqlTokenType.Dot)
            {
                parts.Add("");
                at++;
            }

            if (_tokens[at + 1].Type != TSqlTokenType.Dot)
            {
                at++;
                break;
            }

            at++;
        }

        if (parts.Count == 0 || isPlace)
        {
            return null;
        }

        // A function's arguments.
        at = _tokens[at].Type == TSqlTokenType.LeftParenthesis ? _tokens.Close(at) + 1 : at;
        if (parts is [var name] && Same(name, "OPENJSON") && _tokens[at].Type == TSqlTokenType.With)
        {
            var columns = SqlTables.Definitions(_tokens, at + 1);
            return new SqlSource(AliasAt(_tokens.Close(at + 1) + 1) ?? name, new CatalogueObject("", name, CatalogueObject.Query, null, columns));
        }

        return new SqlSource(AliasAt(at) ?? parts[^1], Find(parts));
    }

    private List<string> NamesBehindAlias(int at)
    {
        at += _tokens[at].Type == TSqlTokenType.As ? 2 : 1;
        return _tokens[at].Type != TSqlTokenType.LeftParenthesis ? []
            : [.. _tokens.Level(at + 1, _tokens.Close(at)).Where(index => _tokens[index].IsName).Select(index => _tokens[index].Name)];
    }

    // A list of names behind an alias names the columns anew.
    private static IReadOnlyList<CatalogueColumn> Named(IReadOnlyList<CatalogueColumn> columns, IReadOnlyList<string> names) => names.Count == 0 ? columns
        : [.. names.Select((name, index) => (columns.ElementAtOrDefault(index) ?? new CatalogueColumn(name, null, null, null)) with { Name = name })];

    private string? AliasAt(int at)
    {
        at += _tokens[at].Type == TSqlTokenType.As ? 1 : 0;
        return _tokens[at].IsName && at != _index && !_tokens[at].Is("APPLY") && !_tokens[at].Is("USING") && !_tokens[at].Is("OUTPUT") ? _tokens[at].Name : null;
    }

    private CatalogueObject ExpressionOf(SqlTables.Expression each)
    {
        if (!_expressions.TryGetValue(each.From, out var known))
        {
            _expressions[each.From] = null;
            var columns = ColumnsOfQuery(each.From, each.To);
            known = _expressions[each.From] = new CatalogueObject("", each.Name, CatalogueObject.Query, null, Named(columns, each.Columns));
        }

        return known ?? new CatalogueObject("", each.Name, CatalogueObject.Query, null, []);
    }

    private IReadOnlyList<CatalogueColumn> ColumnsOfQuery(int from, int to) =>
        from >= to || _depth >= MaxDepth ? [] : [.. new SqlScope(this, from, to).SelectedColumns(from, to)];

    private IEnumerable<CatalogueColumn> SelectedColumns(int from, int to)
    {
        var select = _tokens.Level(from, to).FirstOrDefault(at => _tokens[at].Type == TSqlTokenType.Select, -1);
        if (select < 0)
        {
            yield break;
        }

        var end = _tokens.Level(select + 1, to).FirstOrDefault(at => _tokens[at].Type is TSqlTokenType.From or TSqlTokenType.Into or TSqlTokenType.Union, to);
        for (var at = select + 1; at < end;)
        {
            var comma = _tokens.Level(at, end).FirstOrDefault(index => _tokens[index].Type == TSqlTokenType.Comma, end);
            foreach (var column in Item(at, comma))
            {
                yield return column;
            }

            at = comma + 1;
        }
    }

    private IEnumerable<CatalogueColumn> Item(int from, int to)
    {
        var last = _tokens[to - 1];
        if (last.Type == TSqlTokenType.Star)
        {
            var of = _tokens[to - 2].Type == TSqlTokenType.Dot ? _tokens[to - 3].Name : null;
            return Sources.Where(source => of is null || Same(source.Alias, of)).SelectMany(source => source.Columns);
        }

        var isPath = to - from == 1 || _tokens[to - 2].Type == TSqlTokenType.Dot;
        var (name, path) = _tokens[from].IsName && _tokens[from + 1].Type == TSqlTokenType.EqualsSign ? (_tokens[from].Name, to - 1)
            : !last.IsName ? (null, to - 1)
            : isPath ? (last.Name, to - 1)
            : (last.Name, _tokens[to - 2].Type == TSqlTokenType.As ? to - 3 : to - 2);
        if (name is null)
        {
            return [];
        }

        var origin = _tokens[path].IsName && (path == from || _tokens[path - 1].Type is TSqlTokenType.Dot or TSqlTokenType.Distinct) ? FindColumn(path) : null;
        return [origin is null ? new CatalogueColumn(name, null, null, null) : origin with { Name = name }];
    }

    private CatalogueColumn? FindColumn(int at)
    {
        var of = _tokens[at - 1].Type == TSqlTokenType.Dot ? _tokens[at - 2].Name : null;
        return Sources.Where(source => of is null || Same(source.Alias, of))
            .Select(source => source.Object?.FindColumn(_tokens[at].Name))
            .FirstOrDefault(column => column is not null);
    }

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}

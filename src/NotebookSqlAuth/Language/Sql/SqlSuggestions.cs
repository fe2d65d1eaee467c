using Microsoft.SqlServer.TransactSql.ScriptDom;
using NotebookSqlAuth.Display;

namespace NotebookSqlAuth.Language.Sql;

/// <summary>What could stand at a place in T-SQL.</summary>
internal static class SqlSuggestions
{
    /// <summary>A page filters what it has while typing goes on; nobody scrolls further than this.</summary>
    private const int MaxItems = 300;

    private static readonly HashSet<TSqlTokenType> BeforeTable =
    [
        TSqlTokenType.From, TSqlTokenType.Join, TSqlTokenType.Into, TSqlTokenType.Update, TSqlTokenType.Table, TSqlTokenType.Merge, TSqlTokenType.Delete,
    ];

    /// <summary>Suggests; the best first.</summary>
    public static Suggestions At(string sql, int cursor, KnownCatalogue known, IReadOnlyList<CellVariable> variables)
    {
        if (SqlCursor.At(sql, cursor) is not { } place)
        {
            return Suggestions.None(cursor);
        }

        var local = SqlTables.MadeIn(place.Tokens, known.Local, known.Catalogue);
        var scope = new SqlScope(place.Tokens, place.Index, local, known.Catalogue);
        var all = place.Typed is ['@', ..] ? Variables(place.Tokens, variables)
            : place.Qualifiers is { Count: > 0 } qualifiers ? Members(qualifiers, scope, known.Catalogue)
            : place.Before.Type is TSqlTokenType.Exec or TSqlTokenType.Execute ? Objects(known.Catalogue, each => each.Kind == CatalogueObject.Procedure)
            : TakesTable(place) ? Tables(scope, local, known.Catalogue)
            : Words(scope, place, known.Catalogue);
        return new Suggestions(place.Start, place.End, [.. all
            .Where(item => Goes(item.Text, place.Typed))
            .DistinctBy(item => item.Text, StringComparer.OrdinalIgnoreCase)
            .Take(MaxItems)]);
    }

    private static bool TakesTable(SqlCursor place) =>
        BeforeTable.Contains(place.Before.Type) || place.Before.Is("APPLY") || place.Before.Is("USING")
        || (place.Before.Type == TSqlTokenType.Comma && IsInFrom(place));

    // Back from the comma, whichever clause's word comes first.
    private static bool IsInFrom(SqlCursor place)
    {
        var level = place.Tokens.OpenAround(place.Index).FirstOrDefault(-1);
        var clause = place.Tokens.Level(level + 1, place.Index)
            .Select(at => place.Tokens[at].Type)
            .LastOrDefault(type => type is TSqlTokenType.From or TSqlTokenType.Select or TSqlTokenType.Where or TSqlTokenType.Group
                or TSqlTokenType.Order or TSqlTokenType.Having or TSqlTokenType.Set or TSqlTokenType.Values or TSqlTokenType.Into or TSqlTokenType.Semicolon);
        return clause == TSqlTokenType.From;
    }

    // The name itself goes on with what was typed, or its last part does: "Ord" goes on as sales.Orders.
    private static bool Goes(string text, string typed) =>
        text.StartsWith(typed, StringComparison.OrdinalIgnoreCase)
        || text.Split('.').Any(part => SqlName.Read(part).StartsWith(typed, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<Suggestion> Variables(SqlTokens tokens, IReadOnlyList<CellVariable> variables) =>
        tokens.Declared.Select(name => new Suggestion(name, "variable", "Declared above"))
            .Concat(variables.Select(variable => new Suggestion("@" + variable.Name, "variable", VisibleText.OneLine($"The notebook's variable, {variable.Value?.GetType().Name ?? "null"}"))));

    private static IEnumerable<Suggestion> Members(IReadOnlyList<string> qualifiers, SqlScope scope, DatabaseCatalogue? catalogue)
    {
        if (qualifiers is [var alias] && scope.Sources.FirstOrDefault(source => Same(source.Alias, alias)) is { } source)
        {
            return source.Columns.Select(column => Column(column, source));
        }

        var objects = qualifiers is [.., var schema] ? catalogue?.In(schema) ?? [] : [];
        var columns = scope.Find(qualifiers) is { } table ? table.Columns.Select(column => Column(column, new SqlSource(table.Name, table))) : [];
        return columns.Concat(objects.Select(each => Object(each, SqlName.Write(each.Name))));
    }

    private static IEnumerable<Suggestion> Tables(SqlScope scope, IReadOnlyList<CatalogueObject> local, DatabaseCatalogue? catalogue) =>
        scope.Expressions.Concat(local).Select(each => Object(each, each.FullName))
            .Concat(Objects(catalogue, each => each.HasRows))
            .Concat(catalogue?.Schemas.Select(schema => new Suggestion(SqlName.Write(schema), "schema", null)) ?? []);

    private static IEnumerable<Suggestion> Words(SqlScope scope, SqlCursor place, DatabaseCatalogue? catalogue)
    {
        var typed = place.Typed;
        var columns = scope.Sources.SelectMany(source => source.Columns.Select(column => Column(column, source)));
        var aliases = scope.Sources.Select(source => new Suggestion(SqlName.Write(source.Alias), source.Object?.Kind ?? CatalogueObject.Table, source.Object?.FullName));
        var functions = SqlWords.Functions.Select(function => new Suggestion(AsTyped(function.Name, typed), "function", function.Usage));
        var keywords = SqlWords.Keywords.Select(word => new Suggestion(AsTyped(word, typed), "keyword", null));
        var language = place.IsDelimited ? [] : keywords.Concat(functions);
        // A SELECT is typed before its FROM; then any table's columns may be meant, once a letter says which.
        var anywhere = scope.Sources.Count > 0 || typed.Length == 0 || catalogue is null ? []
            : catalogue.Objects.Where(each => each.HasRows).SelectMany(each => each.Columns
                .Where(column => column.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
                .Select(column => Column(column, new SqlSource(each.Name, each))));
        var own = Objects(catalogue, each => each.Kind == CatalogueObject.Function);
        return columns.Concat(aliases).Concat(language).Concat(own).Concat(anywhere);
    }

    private static IEnumerable<Suggestion> Objects(DatabaseCatalogue? catalogue, Func<CatalogueObject, bool> fits) =>
        catalogue?.Objects.Where(fits).Select(each => Object(each, each.Kind == CatalogueObject.Function ? each.FullName : DatabaseCatalogue.ShortName(each))) ?? [];

    private static Suggestion Object(CatalogueObject each, string text) =>
        new(text, each.Kind, each.Description is null ? null : VisibleText.OneLine(each.Description));

    private static Suggestion Column(CatalogueColumn column, SqlSource source)
    {
        var parts = new[] { column.Declaration, source.Object?.FullName ?? source.Alias, column.Description ?? "" };
        return new(SqlName.Write(column.Name), "column", VisibleText.OneLine(string.Join(" · ", parts.Where(part => part.Length > 0))));
    }

    // Who writes select goes on in small letters.
    private static string AsTyped(string word, string typed) => typed.Length == 0 || !typed.All(char.IsAsciiLetterLower) ? word
        : string.Create(word.Length, word, (small, letters) => letters.AsSpan().ToLowerInvariant(small));

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}

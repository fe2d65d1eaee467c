using NotebookSqlAuth.Display;

namespace NotebookSqlAuth.Language.Sql;

/// <summary>What is known of the word at a place in T-SQL.</summary>
internal static class SqlExplanations
{
    private const int MaxColumns = 100;

    /// <summary>Explains; null where nothing is known.</summary>
    public static CellOutput? At(string sql, int cursor, KnownCatalogue known, IReadOnlyList<CellVariable> variables)
    {
        // The word as a whole, wherever in it the cursor is.
        var end = cursor;
        while (end < sql.Length && SqlName.IsPart(sql[end]))
        {
            end++;
        }

        var bracketed = end == cursor && cursor > 0 && sql[cursor - 1] == ']' ? 1 : 0;
        if (SqlCursor.At(sql, end - bracketed) is not { } place || place.Typed.Length == 0)
        {
            return null;
        }

        if (place.Typed[0] == '@')
        {
            return OfVariable(place.Typed, place.Tokens, variables);
        }

        var scope = new SqlScope(place.Tokens, place.Index, SqlTables.MadeIn(place.Tokens, known.Local, known.Catalogue), known.Catalogue);
        return OfColumn(place, scope)
            ?? OfObject(place, scope, known.Catalogue)
            ?? OfWord(place)
            ?? OfCatalogue(place, known);
    }

    private static CellOutput OfVariable(string name, SqlTokens tokens, IReadOnlyList<CellVariable> variables) =>
        tokens.Declared.Contains(name, StringComparer.OrdinalIgnoreCase)
            ? Render(name, "Declared in this SQL.", null)
            : variables.FirstOrDefault(variable => "@" + variable.Name == name) is { } variable
            ? Render(name, variable.Value is null ? "Takes the notebook's variable, which is null." : $"Takes the notebook's variable, a {variable.Value.GetType().Name}.", null)
            : Render(name, "Takes the notebook's variable of that name; there is none yet.", null);

    private static CellOutput? OfColumn(SqlCursor place, SqlScope scope)
    {
        var sources = place.Qualifiers switch
        {
            [] => scope.Sources,
            [var alias] => scope.Sources.Where(source => Same(source.Alias, alias)),
            var parts => scope.Find(parts) is { } table ? [new SqlSource(table.Name, table)] : [],
        };
        var found = sources.Select(source => (source.Object, Column: source.Object?.FindColumn(place.Typed))).FirstOrDefault(pair => pair.Column is not null);
        if (found.Column is not { } column)
        {
            return null;
        }

        var nulls = column.Nullable switch { true => "Takes NULL.", false => "Never NULL.", null => "" };
        return Render($"{column.Name} {column.Declaration}".TrimEnd(), $"Column of the {found.Object!.Kind} {found.Object.FullName}. {nulls}".TrimEnd(), column.Description);
    }

    private static CellOutput? OfObject(SqlCursor place, SqlScope scope, DatabaseCatalogue? catalogue)
    {
        var alias = place.Qualifiers.Count == 0 ? scope.Sources.FirstOrDefault(source => Same(source.Alias, place.Typed))?.Object : null;
        if ((alias ?? scope.Find([.. place.Qualifiers, place.Typed])) is { } found)
        {
            var columns = string.Join('\n', found.Columns.Take(MaxColumns).Select(column => $"{column.Name} {column.Declaration}".TrimEnd()));
            var more = found.Columns.Count > MaxColumns ? $"\n… and {Amounts.Count(found.Columns.Count - MaxColumns, "more column")}" : "";
            return Render($"{found.Kind} {found.FullName}", found.Description ?? "", columns.Length == 0 ? null : columns + more);
        }

        return place.Qualifiers.Count == 0 && catalogue?.Schemas.FirstOrDefault(schema => Same(schema, place.Typed)) is { } known
            ? Render($"schema {known}", $"Holds {Amounts.Count(catalogue.In(known).Count(), "object")} of the database {catalogue.Database}.", null)
            : null;
    }

    private static CellOutput? OfWord(SqlCursor place) =>
        SqlWords.Functions.FirstOrDefault(function => Same(function.Name, place.Typed)) is { } function ? Render(function.Usage, "T-SQL function.", null) : null;

    // A name that nobody knows may be unknown because the catalogue is.
    private static CellOutput? OfCatalogue(SqlCursor place, KnownCatalogue known) =>
        SqlWords.IsReserved(place.Typed) ? null
        : known.Failure is { } failure ? Render(place.Typed, "The database's catalogue could not be read, so its names are not known here.", failure.Message)
        : known is { Catalogue: null, IsReading: true } ? Render(place.Typed, "The database's catalogue is being read.", null)
        : null;

    private static CellOutput Render(string title, string text, string? detail)
    {
        (title, text, detail) = (VisibleText.OneLine(title), VisibleText.Lines(text), detail is null ? null : VisibleText.Lines(detail));
        var html = Html.Of($"<div class=\"nsa-card\" role=\"group\" aria-label=\"Explanation\"><code>{title}</code>{Paragraph(text)}{Pre(detail)}</div>");
        // Without blank lines: Notebook 6 shows the plain text, in a box five lines high.
        return Page.Of(html, string.Join('\n', new[] { title, text, detail }.Where(part => !string.IsNullOrEmpty(part))));
    }

    private static Html Paragraph(string text) => text.Length == 0 ? Html.Empty : Html.Of($"<p>{text}</p>");

    private static Html Pre(string? text) => text is null ? Html.Empty : Html.Of($"<pre>{text}</pre>");

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}

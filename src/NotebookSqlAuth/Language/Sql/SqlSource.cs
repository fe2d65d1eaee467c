namespace NotebookSqlAuth.Language.Sql;

/// <summary>What a FROM clause names.</summary>
/// <param name="Alias">What the rest of the statement calls it: its alias, else the last part of its name.</param>
/// <param name="Object">What it is; null where nobody knows.</param>
internal sealed record SqlSource(string Alias, CatalogueObject? Object)
{
    /// <summary>Its columns, as far as they are known.</summary>
    public IReadOnlyList<CatalogueColumn> Columns => Object?.Columns ?? [];
}

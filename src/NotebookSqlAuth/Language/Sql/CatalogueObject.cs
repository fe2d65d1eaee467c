namespace NotebookSqlAuth.Language.Sql;

/// <summary>A table, view, function, procedure or synonym.</summary>
/// <param name="Schema">Its schema; empty for a table of the text's or the session's own.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is, in one word.</param>
/// <param name="Description">What its author says of it (MS_Description); null for nothing.</param>
/// <param name="Columns">In order; none where it has none.</param>
internal sealed record CatalogueObject(
    string Schema, string Name, string Kind, string? Description, IReadOnlyList<CatalogueColumn> Columns)
{
    public const string Table = "table";
    public const string View = "view";
    public const string Function = "function";
    public const string TableFunction = "table function";
    public const string Procedure = "procedure";
    public const string Synonym = "synonym";

    /// <summary>A query with a name: a common table expression or a derived table.</summary>
    public const string Query = "query";

    /// <summary>Whether a FROM clause takes it.</summary>
    public bool HasRows => Kind is Table or View or TableFunction or Synonym;

    /// <summary>Its name as SQL writes it, brackets where it needs them.</summary>
    public string FullName => Schema.Length == 0 ? SqlName.Write(Name) : $"{SqlName.Write(Schema)}.{SqlName.Write(Name)}";

    public CatalogueColumn? FindColumn(string name) => Columns.FirstOrDefault(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A column.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type as T-SQL declares it; null where it is not known.</param>
/// <param name="Nullable">Whether it takes NULL; null where it is not known.</param>
/// <param name="Description">What its author says of it; null for nothing.</param>
internal sealed record CatalogueColumn(string Name, string? Type, bool? Nullable, string? Description)
{
    /// <summary>Type and nullability, e.g. <c>int not null</c>; empty where neither is known.</summary>
    public string Declaration => Type is null ? "" : Nullable == false ? Type + " not null" : Type;
}

namespace NotebookSqlAuth.Language.Sql;

/// <summary>What a database holds, as it was read once. Immutable and thread-safe. Names compare without regard to case.</summary>
internal sealed class DatabaseCatalogue
{
    /// <summary>The schema that names without one are looked for in. A user may have another; then the name's only object is taken.</summary>
    private const string DefaultSchema = "dbo";

    private readonly ILookup<string, CatalogueObject> _byName;

    public DatabaseCatalogue(string database, IReadOnlyList<string> schemas, IReadOnlyList<CatalogueObject> objects, bool isCut)
    {
        Database = database;
        Schemas = schemas;
        Objects = objects;
        IsCut = isCut;
        _byName = objects.ToLookup(each => each.Name, StringComparer.OrdinalIgnoreCase);
    }

    public string Database { get; }

    public IReadOnlyList<string> Schemas { get; }

    public IReadOnlyList<CatalogueObject> Objects { get; }

    /// <summary>Whether there was more than is kept.</summary>
    public bool IsCut { get; }

    /// <summary>An object by the parts of its name, the schema left out or not; null where there is none.</summary>
    public CatalogueObject? Find(IReadOnlyList<string> parts) => parts switch
    {
        [var name] => Find(DefaultSchema, name) ?? (_byName[name].ToList() is [var only] ? only : null),
        [var schema, var name] => Find(schema.Length == 0 ? DefaultSchema : schema, name),
        [var database, var schema, var name] when Same(database, Database) => Find(schema.Length == 0 ? DefaultSchema : schema, name),
        _ => null,
    };

    /// <summary>A schema's objects.</summary>
    public IEnumerable<CatalogueObject> In(string schema) => Objects.Where(each => Same(each.Schema, schema));

    /// <summary>How a FROM clause of this database best calls an object.</summary>
    public static string ShortName(CatalogueObject each) => Same(each.Schema, DefaultSchema) ? SqlName.Write(each.Name) : each.FullName;

    private CatalogueObject? Find(string schema, string name) => _byName[name].FirstOrDefault(each => Same(each.Schema, schema));

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}

using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Which columns a name can mean at a place in a statement.</summary>
/// <param name="outer">The query around this one, for correlated subqueries; null at the top.</param>
internal sealed class ColumnScope(ColumnScope? outer)
{
    private readonly List<SourceTable> _tables = [];

    public IReadOnlyList<SourceTable> Tables => _tables;

    /// <summary>What a grouped query lets out; null while rows are looked at one by one.</summary>
    public Grouping? Grouping { get; set; }

    public ColumnScope? Outer => outer;

    public void Add(IEnumerable<SourceTable> tables) => _tables.AddRange(tables);

    /// <summary>Finds a column.</summary>
    /// <exception cref="SqlServerException">207, 209 or 4104.</exception>
    public TypedSql Resolve(MultiPartIdentifier identifier, int line)
    {
        var parts = identifier.Identifiers.Select(part => part.Value).ToArray();
        if (parts.Length > 4)
        {
            throw SqlErrors.NotSupported("column name of more than four parts", line);
        }

        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope.ResolveHere(parts, line, isInner: !ReferenceEquals(scope, this)) is { } found)
            {
                return found;
            }
        }

        throw parts.Length == 1
            ? SqlErrors.InvalidColumn(parts[0], line)
            : SqlErrors.UnboundIdentifier(string.Join('.', parts), line);
    }

    /// <summary>The tables that <c>name.*</c> means.</summary>
    public IReadOnlyList<SourceTable> Qualified(MultiPartIdentifier? qualifier, int line)
    {
        if (qualifier is null)
        {
            return _tables;
        }

        var parts = qualifier.Identifiers.Select(part => part.Value).ToArray();
        var found = _tables.Where(table => table.IsNamed(parts)).ToList();
        return found.Count > 0
            ? found
            : throw SqlErrors.Error(107, 15, $"The column prefix '{string.Join('.', parts)}' does not match with a table name or alias name used in the query.", line);
    }

    private TypedSql? ResolveHere(string[] parts, int line, bool isInner)
    {
        var qualifier = parts[..^1];
        var tables = qualifier.Length == 0 ? _tables : _tables.Where(table => table.IsNamed(qualifier)).ToList();
        var columns = tables.SelectMany(table => table.Columns)
            .Where(column => string.Equals(column.Name, parts[^1], StringComparison.OrdinalIgnoreCase)).Take(2).ToList();
        if (columns.Count > 1)
        {
            throw SqlErrors.AmbiguousColumn(parts[^1], line);
        }

        if (columns.Count == 0)
        {
            return qualifier.Length > 0 && tables.Count > 0 ? throw SqlErrors.InvalidColumn(parts[^1], line) : null;
        }

        var value = columns[0].Value;
        return Grouping is null ? value : Grouping.Column(value, string.Join('.', parts), isInner, line);
    }
}

/// <summary>A table in FROM, under the names that columns may be qualified with.</summary>
/// <param name="Names">The alias alone; or database, schema and name.</param>
/// <param name="Columns">In order.</param>
internal sealed record SourceTable(IReadOnlyList<string> Names, IReadOnlyList<SourceColumn> Columns)
{
    public bool IsNamed(string[] parts) =>
        parts.Length <= Names.Count && parts.Reverse().Zip(Names.Reverse()).All(pair => string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase));

    public SourceTable AsNullable() => this with { Columns = [.. Columns.Select(column => column with { Value = column.Value with { Nullable = true } })] };
}

/// <summary>A column that can be named.</summary>
internal sealed record SourceColumn(string Name, TypedSql Value);

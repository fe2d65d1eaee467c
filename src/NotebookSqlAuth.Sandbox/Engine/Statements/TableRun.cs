using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>CREATE, DROP and TRUNCATE TABLE for #temp tables.</summary>
internal sealed class TableRun(BatchRun batch)
{
    public void Run(TSqlStatement statement)
    {
        switch (statement)
        {
            case CreateTableStatement create:
                Create(create);
                break;
            case DropTableStatement drop:
                foreach (var name in drop.Objects)
                {
                    Drop(name, drop.IsIfExists);
                }

                break;
            case TruncateTableStatement { PartitionRanges.Count: 0 } truncate:
                var table = TableLookup.Find(truncate.TableName, batch.Session);
                if (!table.IsTemporary)
                {
                    throw SqlErrors.ReadOnly("ALTER", table.Name, table.Schema, batch.Session.Database, truncate.StartLine);
                }

                batch.Database.Execute($"DELETE FROM {table.Physical}", truncate.StartLine);
                break;
            default:
                throw SqlErrors.NotSupported(NodeNames.Of(statement), statement.StartLine);
        }

        batch.Done();
    }

    private void Create(CreateTableStatement create)
    {
        var isPlain = create is { AsEdge: false, AsFileTable: false, AsNode: false, OnFileGroupOrPartitionScheme: null, FederationScheme: null, TextImageOn: null,
            Options.Count: 0, SelectStatement: null, CloneSource: null, FileStreamOn: null, Definition: { TableConstraints.Count: 0, Indexes.Count: 0, SystemTimePeriod: null } };
        if (!isPlain)
        {
            throw SqlErrors.NotSupported("CREATE TABLE with constraints, indexes or options", create.StartLine);
        }

        var name = TemporaryTables.NewName(create.SchemaObjectName, "CREATE TABLE", batch.Session);
        var columns = create.Definition.ColumnDefinitions.Select(Column).ToList();
        var twice = columns.GroupBy(column => column.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Skip(1).Any());
        if (twice is not null)
        {
            throw SqlErrors.Error(
                2705, 16, $"Column names in each table must be unique. Column name '{twice.Key}' in table '{name}' is specified more than once.", create.StartLine, 3);
        }

        TemporaryTables.Create(new TableInfo("dbo", name, batch.Session.NextTemporaryName(), columns), batch, create.StartLine);
    }

    private static ColumnInfo Column(ColumnDefinition column, int index)
    {
        var isPlain = column is { ComputedColumnExpression: null, DefaultConstraint: null, IdentityOptions: null, IsRowGuidCol: false, StorageOptions: null,
            Index: null, GeneratedAlways: null, IsHidden: false, Encryption: null, IsMasked: false, Collation: null, DataType: not null }
            && column.Constraints.All(constraint => constraint is NullableConstraintDefinition);
        if (!isPlain)
        {
            throw SqlErrors.NotSupported("column with a constraint, default, identity or option", column.StartLine);
        }

        var nullable = column.Constraints.OfType<NullableConstraintDefinition>().All(constraint => constraint.Nullable);
        return new ColumnInfo(column.ColumnIdentifier.Value, OutputColumn.PhysicalName(index), DataTypes.Read(column.DataType!, defaultLength: 1), nullable);
    }

    private void Drop(SchemaObjectName name, bool ifExists)
    {
        var table = name.BaseIdentifier.Value;
        if (batch.Session.FindTemporary(table) is { } temporary)
        {
            TemporaryTables.Drop(temporary, batch, name.StartLine);
        }
        else if (!ifExists || !table.StartsWith('#'))
        {
            throw SqlErrors.Error(
                3701, 11, $"Cannot drop the table '{table}', because it does not exist or you do not have permission.", name.StartLine, 5);
        }
    }
}

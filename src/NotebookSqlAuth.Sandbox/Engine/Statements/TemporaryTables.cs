using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>#temp tables: the only ones that a user may make or change.</summary>
internal static class TemporaryTables
{
    /// <summary>A new table's name, checked.</summary>
    /// <exception cref="SqlServerException">262 outside of #temp tables, 2714 when there is one already.</exception>
    public static string NewName(SchemaObjectName name, string operation, SessionState session)
    {
        var table = name.BaseIdentifier.Value;
        if (!table.StartsWith('#'))
        {
            throw SqlErrors.Error(262, 14, $"{operation} permission denied in database '{session.Database}'.", name.StartLine);
        }

        if (table.StartsWith("##", StringComparison.Ordinal))
        {
            throw SqlErrors.NotSupported("global temporary table", name.StartLine);
        }

        return session.FindTemporary(table) is null
            ? table
            : throw SqlErrors.Error(2714, 16, $"There is already an object named '{table}' in the database.", name.StartLine, 6);
    }

    /// <summary>The table that a statement changes.</summary>
    /// <exception cref="SqlServerException">229 for the read-only sample tables.</exception>
    public static TableInfo Target(TableReference reference, string operation, SessionState session)
    {
        if (reference is not NamedTableReference { TableHints.Count: 0, Alias: null, TableSampleClause: null, TemporalClause: null } named)
        {
            throw SqlErrors.NotSupported($"{operation} of {NodeNames.Of(reference)} with an alias or a hint", reference.StartLine);
        }

        var table = TableLookup.Find(named.SchemaObject, session);
        return table.IsTemporary ? table : throw SqlErrors.ReadOnly(operation, table.Name, table.Schema, session.Database, named.StartLine);
    }

    public static void Create(TableInfo table, BatchRun batch, int line)
    {
        var columns = table.Columns.Select(column => $"{column.Physical} {TSqlTypes.DuckDbName(column.Type)}");
        batch.Database.Execute($"CREATE TEMP TABLE {table.Physical} ({string.Join(", ", columns)})", line);
        batch.Session.AddTemporary(table);
    }

    public static void Drop(TableInfo table, BatchRun batch, int line)
    {
        new DuckDbRunner(batch.Database.Connection, CancellationToken.None).Execute($"DROP TABLE {table.Physical}", line);
        batch.Session.RemoveTemporary(table.Name);
    }

    /// <summary>A value on its way into a column: converted, fitted, and not NULL where the column takes none.</summary>
    public static string Assigned(TypedSql value, ColumnInfo column, TableInfo table, int line)
    {
        var isSized = TSqlTypes.IsText(column.Type) && column.Type.Length != TSqlTypes.Max && TSqlTypes.IsText(value.Type) && !value.IsNull;
        var whole = isSized ? value.Type with { Code = column.Type.Code, Length = TSqlTypes.Max } : column.Type;
        var sql = Conversion.Convert(value, whole, line).Sql;
        if (isSized && !Fits(value.Type, column.Type))
        {
            sql = $"t_fit({sql}, {Conversion.Integer(column.Type.Length)}, {DuckDbText.String($"table '{table.Name}', column '{column.Name}'")})";
        }

        if (isSized && TSqlTypes.IsFixedLength(column.Type))
        {
            sql = $"t_pad({sql}, {Conversion.Integer(column.Type.Length)})";
        }

        if (column.Nullable || !value.Nullable)
        {
            return sql;
        }

        var text = NativeError.Encode(
            515, 16, $"Cannot insert the value NULL into column '{column.Name}', table '{table.Name}'; column does not allow nulls. The statement fails.");
        return $"coalesce({sql}, CAST(error({DuckDbText.String(text)}) AS {TSqlTypes.DuckDbName(column.Type)}))";
    }

    private static bool Fits(SqlDataType from, SqlDataType to) => from.Length != TSqlTypes.Max && from.Length <= to.Length;
}

using Microsoft.SqlServer.TransactSql.ScriptDom;
using NotebookSqlAuth.Sandbox.Engine.Fixtures;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Finds the table that a name means in a session.</summary>
internal static class TableLookup
{
    /// <exception cref="SqlServerException">208 when there is none.</exception>
    public static TableInfo Find(SchemaObjectName name, SessionState session)
    {
        if (name.ServerIdentifier is not null)
        {
            throw SqlErrors.NotSupported("linked server", name.StartLine);
        }

        var table = name.BaseIdentifier.Value;
        var schema = name.SchemaIdentifier?.Value;
        if (table.StartsWith('#'))
        {
            return session.FindTemporary(table) ?? throw SqlErrors.InvalidObject(table, name.StartLine);
        }

        if (schema is not null && FixtureCatalogue.Find(schema, table) is not null)
        {
            throw SqlErrors.NotSupported($"more than columns and filters by whole numbers FROM {FixtureCatalogue.Schema}.{table}", name.StartLine);
        }

        var database = name.DatabaseIdentifier?.Value ?? session.Database;
        return session.Catalogue.Find(database, schema, table)
            ?? throw SqlErrors.InvalidObject(string.Join('.', name.Identifiers.Select(part => part.Value)), name.StartLine);
    }
}

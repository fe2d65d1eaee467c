using System.Runtime.CompilerServices;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Language.Sql;

/// <summary>The #temp tables that a notebook's cells made, by the server session that has them. Thread-safe.</summary>
/// <remarks>Taken from the text of the cells: tempdb would name the tables of every session, and ours may be busy.</remarks>
internal sealed class LocalTables
{
    private readonly ConditionalWeakTable<SqlSession, Dictionary<string, CatalogueObject>> _tables = [];

    /// <summary>Takes in what a cell made.</summary>
    public void Add(SqlSession session, QueryText query)
    {
        // A batch that a variable is bound in takes its tables along when it ends.
        foreach (var table in query.Batches.Where(batch => batch.Variables.Count == 0 && batch.Text.Length <= MagicLanguage.MaxLength).SelectMany(batch => SqlTables.MadeIn(SqlTokens.Read(batch.Text), Of(session), null)))
        {
            if (table.Name is ['#', ..])
            {
                var tables = _tables.GetOrCreateValue(session);
                lock (tables)
                {
                    tables[table.Name.ToUpperInvariant()] = table;
                }
            }
        }
    }

    /// <summary>The tables of a session.</summary>
    public IReadOnlyList<CatalogueObject> Of(SqlSession session)
    {
        if (!_tables.TryGetValue(session, out var tables))
        {
            return [];
        }

        lock (tables)
        {
            return [.. tables.Values];
        }
    }
}

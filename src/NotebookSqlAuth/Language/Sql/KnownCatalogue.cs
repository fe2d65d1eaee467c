using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Language.Sql;

/// <summary>What is known of a connection's database at a moment.</summary>
/// <param name="Catalogue">The latest that was read; null before the first time.</param>
/// <param name="Local">Tables of the session's own, made by cells that ran.</param>
/// <param name="IsReading">Whether a newer one is on its way.</param>
/// <param name="Failure">Why the last try came to nothing; null where it did not.</param>
internal sealed record KnownCatalogue(DatabaseCatalogue? Catalogue, IReadOnlyList<CatalogueObject> Local, bool IsReading, UserError? Failure)
{
    /// <summary>Nothing: there is no connection.</summary>
    public static KnownCatalogue Nothing { get; } = new(null, [], false, null);
}

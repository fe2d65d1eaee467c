using NotebookSqlAuth.Spark.Connect;

namespace NotebookSqlAuth.Spark.Staging;

/// <summary>Names of folders for one hand-over: they say whose session it is, and nobody can guess them.</summary>
internal static class StagingName
{
    /// <summary>Letters, digits and underscores, fit for a file's and a database's name alike.</summary>
    internal static string New(ConnectSession session) =>
        $"notebook_sql_auth_{session.SessionId.Replace("-", "", StringComparison.Ordinal)}_{Guid.NewGuid():N}";
}

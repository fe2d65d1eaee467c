using NotebookSqlAuth.Spark.Connect;

namespace NotebookSqlAuth.Spark.Tests.Staging;

/// <summary>What the hand-overs of a session have on this machine, which is the server's too.</summary>
internal static class StagedFolders
{
    /// <summary>Folders of files that the server holds, as <c>HandOver</c> names them.</summary>
    internal static IReadOnlyList<string> OnServer(ConnectSession session) => Directory.GetDirectories("/tmp", Prefix(session) + new string('?', 32));

    /// <summary>The folders on the server, and those of files that are being written here.</summary>
    internal static IReadOnlyList<string> All(ConnectSession session) =>
        [.. new[] { "/tmp/", Path.GetTempPath() }.Distinct().SelectMany(folder => Directory.EnumerateDirectories(folder, Prefix(session) + "*"))];

    private static string Prefix(ConnectSession session) => $"notebook_sql_auth_{session.SessionId.Replace("-", "", StringComparison.Ordinal)}_";
}

namespace NotebookSqlAuth.Hosts.Tests.Running;

/// <summary>The secrets that this run's sandboxes hand out: the whole run's list where its environment names one.</summary>
internal static class IssuedSecrets
{
    private const string Variable = "NOTEBOOKSQLAUTH_SANDBOX_SECRET_LEDGER";

    private static readonly string s_list = FindList();

    /// <summary>Those so far; the list is made with the first of them.</summary>
    public static IReadOnlyList<string> SoFar =>
        File.Exists(s_list) ? [.. File.ReadAllLines(s_list).Where(line => line.Length > 0).Distinct(StringComparer.Ordinal)] : [];

    /// <summary>Sees to it that every sandbox that starts from now on, here or in a process of these tests, writes its secrets down.</summary>
    public static void WriteDown() => Environment.SetEnvironmentVariable(Variable, s_list);

    private static string FindList() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : Path.GetTempFileName();
}

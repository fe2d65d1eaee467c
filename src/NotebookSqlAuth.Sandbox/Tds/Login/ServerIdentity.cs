namespace NotebookSqlAuth.Sandbox.Tds.Login;

/// <summary>What the server says it is. No client shall take it for SQL Server.</summary>
internal static class ServerIdentity
{
    /// <summary>The program's name in LOGINACK.</summary>
    public const string ProgramName = "NotebookSqlAuth sandbox (not SQL Server)";

    /// <summary>The server's name in errors and messages.</summary>
    public const string ServerName = "notebooksqlauth-sandbox";

    /// <summary>Azure SQL's version, 12.0.2000, since clients choose their dialect by it: major, minor, build big-endian, sub-build.</summary>
    public static byte[] VersionBytes => [12, 0, 0x07, 0xD0, 0, 0];
}

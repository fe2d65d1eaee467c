using System.Reflection;
using System.Runtime.InteropServices;

namespace NotebookSqlAuth.Spark.Connect;

/// <summary>What the server is told of this client, for its logs alone.</summary>
internal static class ConnectUserAgent
{
    // The longest that the client-connection-string document allows.
    private const int MaxLength = 2048;

    internal static string Of(string? prefix)
    {
        var version = typeof(ConnectUserAgent).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];
        var own = $"NotebookSqlAuth/{version} dotnet/{Environment.Version} os/{RuntimeInformation.RuntimeIdentifier}";
        var whole = prefix is null ? own : $"{prefix} {own}";
        return whole.Length > MaxLength ? whole[..MaxLength] : whole;
    }
}

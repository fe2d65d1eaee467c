using System.Net;

namespace NotebookSqlAuth.Identity;

/// <summary>Tells whether a host name means this computer: the only place where certificates may be pinned and authorities chosen freely.</summary>
internal static class LoopbackHost
{
    internal static bool Is(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}

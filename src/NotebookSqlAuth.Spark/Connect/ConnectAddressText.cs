using System.Globalization;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Spark.Connect;

/// <summary>Reads addresses by Spark's client-connection-string document (sql/connect/docs/client-connection-string.md).</summary>
internal static class ConnectAddressText
{
    private const string Scheme = "sc://";
    private const int DefaultPort = 15002;
    private const int HttpsPort = 443;

    internal static ConnectAddress Parse(string text)
    {
        text = text.Trim();
        if (!text.StartsWith(Scheme, StringComparison.Ordinal))
        {
            throw Invalid("It does not start with sc://.");
        }

        var rest = text[Scheme.Length..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var place = slash < 0 ? rest : rest[..slash];
        var parameters = slash < 0 ? "" : rest[(slash + 1)..];
        if (place.Contains(';', StringComparison.Ordinal))
        {
            throw Invalid("There is no / between the port and the first parameter.");
        }

        if (parameters.Length > 0 && parameters[0] != ';')
        {
            throw Invalid("It has a path: after the / only parameters may follow, as in /;user_id=me.");
        }

        var (host, port) = Place(place);
        return With(new ConnectAddress(host, port), parameters);
    }

    internal static ConnectAddress Databricks(string host, string? clusterId)
    {
        var name = host.Trim();
        name = name.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? name["https://".Length..] : name;
        var (workspace, port) = Place(name.TrimEnd('/'), HttpsPort);
        if (clusterId is not null && (clusterId.Length == 0 || clusterId.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not '-' and not '_')))
        {
            throw Invalid("A cluster's id consists of letters, digits and hyphens, such as 0123-456789-abcdefgh.");
        }

        return new ConnectAddress(workspace, port)
        {
            UseTls = true,
            UserId = "",
            IsServerless = clusterId is null,
            Headers = clusterId is null
                ? new Dictionary<string, string>()
                : new Dictionary<string, string> { ["x-databricks-cluster-id"] = clusterId },
        };
    }

    internal static UserError Invalid(string why) => new(
        ErrorCodes.InvalidSparkAddress,
        "That is not the address of a Spark Connect server.",
        why,
        "Write it as sc://host:15002 or sc://host:443/;use_ssl=true;user_id=me.");

    private static (string Host, int Port) Place(string text, int defaultPort = DefaultPort)
    {
        // An IPv6 address stands in brackets, so its colons are not the port's.
        var colon = text.LastIndexOf(':');
        var hasPort = colon > text.LastIndexOf(']');
        var host = hasPort ? text[..colon] : text;
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown || (host.Contains(':', StringComparison.Ordinal) && host[0] != '['))
        {
            throw Invalid(host.Length == 0 ? "It names no host." : "The part before the port is not a host's name or IP address.");
        }

        if (!hasPort)
        {
            return (host, defaultPort);
        }

        return int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535
            ? (host, port)
            : throw Invalid("The port is not a number from 1 to 65535.");
    }

    private static ConnectAddress With(ConnectAddress address, string parameters)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in parameters.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = parameter.IndexOf('=', StringComparison.Ordinal);
            var key = equals < 0 ? "" : parameter[..equals];
            var value = equals < 0 ? "" : Uri.UnescapeDataString(parameter[(equals + 1)..]);
            if (key.Length == 0 || value.Length == 0)
            {
                throw Invalid("Each parameter is written key=value, and parameters are divided by semicolons.");
            }

            // From here on the key is safe to name: what stands before the first = is no value.
            if (!seen.Add(key))
            {
                throw Invalid($"{ServerText.Clean(key)} is given twice.");
            }

            address = With(address, headers, key, value);
        }

        return address with { Headers = headers };
    }

    private static ConnectAddress With(ConnectAddress address, Dictionary<string, string> headers, string key, string value)
    {
        switch (key)
        {
            case "token":
                return IsHeaderValue(value) ? address with { Token = value, UseTls = true } : throw Invalid("The token holds characters that no token has.");
            case "use_ssl":
                return bool.TryParse(value, out var useTls)
                    ? address with { UseTls = useTls || address.UseTls, RefusesTls = !useTls }
                    : throw Invalid("use_ssl is true or false.");
            case "user_id":
                return address with { UserId = value };
            case "user_agent":
                return address with { UserAgent = value };
            case "session_id":
                return Guid.TryParseExact(value, "D", out var id)
                    ? address with { SessionId = id.ToString("D") }
                    : throw Invalid("session_id is not a UUID such as 00112233-4455-6677-8899-aabbccddeeff.");
            default:
                headers.Add(HeaderName(key), IsHeaderValue(value) ? value : throw Invalid($"The value of {key} holds characters that a header cannot carry."));
                return address;
        }
    }

    /// <summary>Names of gRPC's custom metadata (gRPC over HTTP/2, Requests); the reserved ones are not for an address to set.</summary>
    private static string HeaderName(string key)
    {
        if (key.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not '-' and not '_' and not '.'))
        {
            throw Invalid("A key is neither one of token, use_ssl, user_id, user_agent, session_id, nor a header's name in small letters.");
        }

        return key == "authorization" || key.StartsWith("grpc-", StringComparison.Ordinal) || key.EndsWith("-bin", StringComparison.Ordinal)
            ? throw Invalid($"{key} cannot be set by an address; a token is given as token=….")
            : key;
    }

    private static bool IsHeaderValue(string value) => value.All(c => c is >= ' ' and <= '~');
}

using System.Globalization;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Identity;

namespace NotebookSqlAuth.Spark.Connect;

/// <summary>Where a Spark Connect server is and how it is spoken to. Immutable; holds no token in any text of its own.</summary>
public sealed record ConnectAddress
{
    internal ConnectAddress(string host, int port)
    {
        Host = host;
        Port = port;
    }

    /// <summary>The host's name or IP address.</summary>
    public string Host { get; }

    /// <summary>The TCP port.</summary>
    public int Port { get; }

    /// <summary>Whether the address itself asks for TLS. A bearer asks for it too, wherever the address does not say otherwise.</summary>
    public bool UseTls { get; internal init; }

    /// <summary>A certificate file (PEM or DER) that the server's certificate must equal; taken on loopback only.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>Whether the address says <c>use_ssl=false</c> in so many words.</summary>
    internal bool RefusesTls { get; init; }

    internal string? Token { get; init; }

    internal string UserId { get; init; } = Environment.UserName;

    internal string? UserAgent { get; init; }

    /// <summary>A session that is someone's already; null for a new one.</summary>
    internal string? SessionId { get; init; }

    /// <summary>Whether the workspace finds the compute by the session's id.</summary>
    internal bool IsServerless { get; init; }

    internal IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Reads <c>sc://host:port/;key=value;…</c>.</summary>
    /// <param name="text">
    /// Keys are case-sensitive, values percent-encoded: <c>token</c> (which implies TLS), <c>use_ssl</c>, <c>user_id</c>,
    /// <c>user_agent</c>, <c>session_id</c> (a UUID); any other key is sent as a header of each call. The port is 15002 where none is named.
    /// </param>
    /// <exception cref="UserError">Not such an address; says which part is wrong.</exception>
    public static ConnectAddress Parse(string text) => ConnectAddressText.Parse(text);

    /// <summary>A cluster of a Databricks workspace, or its serverless compute where no cluster is named.</summary>
    /// <param name="host">The workspace's host, e.g. <c>adb-1234567890123456.7.azuredatabricks.net</c>; a leading <c>https://</c> may stay.</param>
    /// <param name="clusterId">The cluster's id, e.g. <c>0123-456789-abcdefgh</c>.</param>
    /// <exception cref="UserError">Not a host's name or not a cluster's id.</exception>
    public static ConnectAddress Databricks(string host, string? clusterId) => ConnectAddressText.Databricks(host, clusterId);

    /// <summary>Host and port, without any parameter.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"sc://{Host}:{Port}");

    /// <summary>Whether calls go through TLS.</summary>
    /// <exception cref="UserError">A bearer would travel in plain text to another computer.</exception>
    internal bool IsEncrypted(bool hasBearer)
    {
        if (!hasBearer)
        {
            return UseTls;
        }

        if (RefusesTls && !LoopbackHost.Is(Host))
        {
            throw new UserError(
                ErrorCodes.SparkTokenNeedsTls,
                $"Did not open {this}: a token would travel in plain text.",
                "The address says use_ssl=false and is not on this computer.",
                "Leave use_ssl out: a token implies TLS.");
        }

        return !RefusesTls;
    }
}

using System.Security.Cryptography.X509Certificates;
using NotebookSqlAuth.Sandbox.Engine;
using NotebookSqlAuth.Sandbox.Faults;
using NotebookSqlAuth.Sandbox.Identity;

namespace NotebookSqlAuth.Sandbox.Tds;

/// <summary>What a SQL endpoint is made of.</summary>
public sealed record TdsEndpointOptions
{
    /// <summary>What answers T-SQL.</summary>
    public required ISqlEngine Engine { get; init; }

    /// <summary>What tells whose token it is.</summary>
    public required IAccessTokenValidator Tokens { get; init; }

    /// <summary>The server's certificate with its private key, for <c>localhost</c>.</summary>
    public required X509Certificate2 Certificate { get; init; }

    /// <summary>Where logins and statements are noted.</summary>
    public required AuditLog Audit { get; init; }

    /// <summary>The authority that clients are told to ask for a token (FEDAUTHINFO).</summary>
    public required Uri Authority { get; init; }

    /// <summary>The port on 127.0.0.1 and, where there is IPv6, on ::1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>How long a client may take from connecting to being logged in.</summary>
    public TimeSpan LoginTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What shall go wrong.</summary>
    public TdsFaults Faults { get; init; } = new();
}

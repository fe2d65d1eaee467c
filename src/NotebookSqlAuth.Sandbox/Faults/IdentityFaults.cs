using System.Collections.Concurrent;
using NotebookSqlAuth.Sandbox.Identity;

namespace NotebookSqlAuth.Sandbox.Faults;

/// <summary>What may go wrong at the identity endpoint. Thread-safe; nothing is wrong until a member is used.</summary>
/// <remarks>MSAL remembers some refusals for the whole process, by authority: a test takes a sandbox of its own.</remarks>
public sealed class IdentityFaults
{
    private readonly ConcurrentDictionary<(Guid ClientId, string Resource), bool> _preauthorizationRequired = new();
    private readonly Lock _lock = new();
    private int? _tokenError;
    private int? _deviceCodeError;

    internal IdentityFaults()
    {
    }

    internal event Action? DeviceCodesExpired;

    internal event Action? RefreshTokensRevoked;

    /// <summary>The AADSTS numbers that <see cref="TokenError"/> and <see cref="DeviceCodeError"/> take.</summary>
    public static IReadOnlyList<int> KnownErrors => EntraErrors.Numbers;

    /// <summary>
    /// Every token request (polling and renewal) is answered with this AADSTS error in Entra's wording, e.g. 53003
    /// (conditional access), 50076 (MFA), 65002, 700016 or 90002; null, the default, answers as usual.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not among <see cref="KnownErrors"/>.</exception>
    public int? TokenError
    {
        get => Read(ref _tokenError);
        set => Write(ref _tokenError, value);
    }

    /// <summary>The same for requests of a device code.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not among <see cref="KnownErrors"/>.</exception>
    public int? DeviceCodeError
    {
        get => Read(ref _deviceCodeError);
        set => Write(ref _deviceCodeError, value);
    }

    /// <summary>Every device code that is out expires now (70019), before its client's own clock says so.</summary>
    public void ExpireDeviceCodes() => DeviceCodesExpired?.Invoke();

    /// <summary>Every refresh token that is out is refused from now on (50173), as after an administrator's "revoke sessions".</summary>
    public void RevokeRefreshTokens() => RefreshTokensRevoked?.Invoke();

    /// <summary>A client is refused a resource (65002), as Microsoft's own clients are where they are not preauthorized.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="resource">The resource, with or without a trailing slash: <c>2ff814a6-3304-4ab8-85cb-cd0e6f879c1d</c> is Azure Databricks.</param>
    public void RequirePreauthorization(Guid clientId, string resource) =>
        _preauthorizationRequired[(clientId, Normalize(resource))] = true;

    internal bool NeedsPreauthorization(Guid clientId, string resource) =>
        _preauthorizationRequired.ContainsKey((clientId, Normalize(resource)));

    private static string Normalize(string resource) => resource.TrimEnd('/').ToUpperInvariant();

    private int? Read(ref int? field)
    {
        lock (_lock)
        {
            return field;
        }
    }

    private void Write(ref int? field, int? number)
    {
        if (number is { } known)
        {
            EntraErrors.Get(known);
        }
        lock (_lock)
        {
            field = number;
        }
    }
}

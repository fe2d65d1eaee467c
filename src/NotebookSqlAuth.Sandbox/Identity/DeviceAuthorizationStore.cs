using System.Collections.Concurrent;

namespace NotebookSqlAuth.Sandbox.Identity;

/// <summary>The device flows under way. Thread-safe.</summary>
internal sealed class DeviceAuthorizationStore(SecretLedger ledger)
{
    // A client that polls late is told that its code has expired, not that there never was one.
    private static readonly TimeSpan KeptAfterExpiry = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, DeviceAuthorization> _byDeviceCode = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DeviceAuthorization> _byUserCode = new(StringComparer.Ordinal);

    /// <summary>Begins a flow.</summary>
    public DeviceAuthorization Create(Guid clientId, RequestedScope scope, TimeSpan lifetime)
    {
        var now = DateTimeOffset.UtcNow;
        ForgetOld(now);
        while (true)
        {
            var authorization = new DeviceAuthorization(SecretText.NewToken(), SecretText.NewUserCode(), clientId, scope, now + lifetime);
            if (_byUserCode.TryAdd(authorization.UserCode, authorization))
            {
                ledger.Add(authorization.DeviceCode);
                _byDeviceCode[authorization.DeviceCode] = authorization;
                return authorization;
            }
        }
    }

    public DeviceAuthorization? FindByDeviceCode(string deviceCode) => _byDeviceCode.GetValueOrDefault(deviceCode);

    /// <summary>Finds by what a person typed.</summary>
    public DeviceAuthorization? FindByUserCode(string typed) => _byUserCode.GetValueOrDefault(SecretText.NormalizeUserCode(typed));

    /// <summary>Ends every flow's life now.</summary>
    public void ExpireAll()
    {
        var now = DateTimeOffset.UtcNow;
        foreach (var authorization in _byDeviceCode.Values)
        {
            authorization.Expire(now);
        }
    }

    private void ForgetOld(DateTimeOffset now)
    {
        foreach (var authorization in _byUserCode.Values.Where(a => a.ExpiresOn + KeptAfterExpiry < now))
        {
            _byUserCode.TryRemove(authorization.UserCode, out _);
            _byDeviceCode.TryRemove(authorization.DeviceCode, out _);
        }
    }
}

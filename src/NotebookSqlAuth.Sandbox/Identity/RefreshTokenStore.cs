using System.Collections.Concurrent;

namespace NotebookSqlAuth.Sandbox.Identity;

/// <summary>The refresh tokens that are out. Thread-safe.</summary>
/// <remarks>
/// Each use gives a successor. A token works on until its successor is used, so that a client whose answer got lost
/// may ask again; from then on it is refused. One token serves every resource.
/// </remarks>
internal sealed class RefreshTokenStore(SecretLedger ledger)
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    private sealed record Entry(SandboxUser User, Guid ClientId, string? Predecessor)
    {
        public volatile bool IsRevoked;
    }

    /// <summary>Issues the first token of a sign-in.</summary>
    public string Issue(SandboxUser user, Guid clientId) => Add(new Entry(user, clientId, Predecessor: null));

    /// <summary>Takes a token, and gives whose it is and its successor.</summary>
    /// <exception cref="EntraException">70000 when it is unknown, retired or another client's; 50173 when it was revoked.</exception>
    public (SandboxUser User, string Successor) Rotate(string token, Guid clientId)
    {
        if (!_entries.TryGetValue(token, out var entry) || entry.ClientId != clientId)
        {
            throw new EntraException(70000);
        }
        if (entry.IsRevoked)
        {
            throw new EntraException(50173);
        }
        if (entry.Predecessor is { } predecessor)
        {
            _entries.TryRemove(predecessor, out _);
        }
        return (entry.User, Add(new Entry(entry.User, clientId, token)));
    }

    /// <summary>Revokes every token that is out, as an administrator's "revoke sessions" does.</summary>
    public void RevokeAll()
    {
        foreach (var entry in _entries.Values)
        {
            entry.IsRevoked = true;
        }
    }

    private string Add(Entry entry)
    {
        var token = SecretText.NewToken();
        ledger.Add(token);
        _entries[token] = entry;
        return token;
    }
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace NotebookSqlAuth.Sandbox.Identity;

/// <summary>Makes the tokens: RS256, with the claims of Entra's v2.0 tokens. Thread-safe.</summary>
/// <remarks>
/// Claims: learn.microsoft.com/entra/identity-platform/access-token-claims-reference and id-token-claims-reference.
/// <c>upn</c> and <c>appid</c> stand beside <c>preferred_username</c> and <c>azp</c> because readers of Azure SQL's tokens look for them.
/// </remarks>
internal sealed class TokenIssuer(SigningKey key, string issuer, SecretLedger ledger)
{
    // Entra dates its tokens back by five minutes, so that a clock that lags accepts them.
    private static readonly TimeSpan Backdating = TimeSpan.FromMinutes(5);

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>The <c>iss</c> claim.</summary>
    public string Issuer => issuer;

    /// <summary>Makes an access token. A negative lifetime gives one that has expired.</summary>
    public string IssueAccessToken(SandboxUser user, Guid clientId, string audience, TimeSpan lifetime) =>
        Issue(user, audience, lifetime, new Dictionary<string, object>
        {
            ["appid"] = clientId.ToString(),
            ["azp"] = clientId.ToString(),
            ["azpacr"] = "0",
            ["scp"] = "user_impersonation",
            ["upn"] = user.UserName,
        });

    /// <summary>Makes an id token for a client.</summary>
    public string IssueIdToken(SandboxUser user, Guid clientId, TimeSpan lifetime) =>
        Issue(user, clientId.ToString(), lifetime, []);

    private string Issue(SandboxUser user, string audience, TimeSpan lifetime, Dictionary<string, object> claims)
    {
        claims["idp"] = issuer;
        claims["name"] = user.DisplayName;
        claims["oid"] = user.ObjectId.ToString();
        claims["preferred_username"] = user.UserName;
        claims["sub"] = PairwiseSubject(user, audience);
        claims["tid"] = SandboxTenant.Id.ToString();
        claims["uti"] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        claims["ver"] = "2.0";

        var now = DateTime.UtcNow;
        var issuedAt = now - Backdating + (lifetime < TimeSpan.Zero ? lifetime : TimeSpan.Zero);
        var token = _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            IssuedAt = issuedAt,
            NotBefore = issuedAt,
            Expires = now + lifetime,
            Claims = claims,
            SigningCredentials = key.Credentials,
        });
        ledger.Add(token);
        return token;
    }

    // "Pairwise": another value for each audience, so that two of them cannot tell that a user is the same.
    private static string PairwiseSubject(SandboxUser user, string audience) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"{user.ObjectId}|{audience}")));
}

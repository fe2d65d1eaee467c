using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using NotebookSqlAuth.Sandbox.Engine;
using NotebookSqlAuth.Sandbox.Faults;

namespace NotebookSqlAuth.Sandbox.Identity;

/// <summary>Checks access tokens as Azure SQL does: signature (RS256), issuer, audience, time, and a user of the database. Thread-safe.</summary>
public sealed class AccessTokenValidator : IAccessTokenValidator
{
    private readonly JsonWebTokenHandler _handler = new();
    private readonly TokenValidationParameters _parameters;

    /// <summary>Accepts the tokens of one issuer.</summary>
    /// <param name="publicKey">Checks their signatures.</param>
    /// <param name="issuer">Their <c>iss</c> claim.</param>
    public AccessTokenValidator(SecurityKey publicKey, string issuer) =>
        _parameters = new TokenValidationParameters
        {
            IssuerSigningKey = publicKey,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            ValidIssuer = issuer,
            ValidAudiences = SandboxResources.SqlAudiences,
            IgnoreTrailingSlashWhenValidatingAudience = false,
            // Issuer and checker share one clock.
            ClockSkew = TimeSpan.Zero,
        };

    /// <inheritdoc/>
    public SandboxUser Validate(string accessToken)
    {
        // Nothing here is asynchronous: the key is given, so the task is complete when it comes.
        var result = _handler.ValidateTokenAsync(accessToken, _parameters).GetAwaiter().GetResult();
        // The library's exceptions quote the token's contents, and the server tells a client no more than this anyway.
        return result.IsValid
            && result.Claims.TryGetValue("oid", out var oid)
            && Guid.TryParse(oid as string, out var objectId)
            && SandboxUser.Find(objectId) is { HasDatabaseAccess: true } user
                ? user
                : throw new SqlServerException(AzureErrors.Message(AzureErrors.LoginFailed, clientAddress: string.Empty));
    }
}

using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace NotebookSqlAuth.Sandbox.Identity;

/// <summary>The key pair that signs the sandbox's tokens (RS256), made at start.</summary>
internal sealed class SigningKey : IDisposable
{
    private readonly RSA _rsa = RSA.Create(2048);

    public SigningKey()
    {
        var publicRsa = new RsaSecurityKey(_rsa.ExportParameters(includePrivateParameters: false));
        publicRsa.KeyId = Base64UrlEncoder.Encode(publicRsa.ComputeJwkThumbprint());
        PublicKey = publicRsa;
        // The library keeps signers in a static cache otherwise, beyond this key's life.
        var uncached = new CryptoProviderFactory { CacheSignatureProviders = false };
        publicRsa.CryptoProviderFactory = uncached;
        Credentials = new SigningCredentials(
            new RsaSecurityKey(_rsa) { KeyId = publicRsa.KeyId, CryptoProviderFactory = uncached }, SecurityAlgorithms.RsaSha256);
    }

    /// <summary>What tokens are signed with.</summary>
    public SigningCredentials Credentials { get; }

    /// <summary>What their signatures are checked with.</summary>
    public RsaSecurityKey PublicKey { get; }

    public void Dispose() => _rsa.Dispose();
}

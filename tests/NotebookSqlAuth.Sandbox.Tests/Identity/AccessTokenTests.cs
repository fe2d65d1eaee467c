using System.Net.Http;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using NotebookSqlAuth.Sandbox.Engine;
using NotebookSqlAuth.Sandbox.Identity;
using Xunit;

namespace NotebookSqlAuth.Sandbox.Tests.Identity;

public sealed class AccessTokenTests(SandboxFixture fixture) : IClassFixture<SandboxFixture>
{
    private SandboxHost Sandbox => fixture.Sandbox;

    [Fact]
    public async Task Token_of_a_real_sign_in_convinces_an_independent_checker()
    {
        using var msal = new MsalClient(Sandbox);
        var token = (await msal.SignInAsync(SandboxUser.Alice, "https://database.windows.net//.default")).AccessToken;
        var (issuer, keys) = await DiscoverAsync(Sandbox);

        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = issuer,
            IssuerSigningKeys = keys,
            ValidAudience = "https://database.windows.net/",
            ValidAlgorithms = ["RS256"],
            IgnoreTrailingSlashWhenValidatingAudience = false,
        });

        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.Equal("alice@contoso.example", result.Claims["upn"]);
        Assert.Equal("alice@contoso.example", result.Claims["preferred_username"]);
        Assert.Equal("Alice Analyst", result.Claims["name"]);
        Assert.Equal(SandboxUser.Alice.ObjectId.ToString(), result.Claims["oid"]);
        Assert.Equal(Sandbox.Authority.Segments[1], result.Claims["tid"]);
        Assert.Equal(MsalClient.SqlClientId, result.Claims["azp"]);
        Assert.Equal(MsalClient.SqlClientId, result.Claims["appid"]);
        Assert.Equal("user_impersonation", result.Claims["scp"]);
        Assert.Equal("2.0", result.Claims["ver"]);
        Assert.All(["sub", "uti", "iat", "nbf", "exp"], claim => Assert.True(result.Claims.ContainsKey(claim), claim));
    }

    [Theory]
    [InlineData("https://database.windows.net")]
    [InlineData("https://database.windows.net/")]
    [InlineData("https://database.usgovcloudapi.net/")]
    [InlineData("https://database.chinacloudapi.cn")]
    public async Task Azure_Sql_audiences_are_accepted(string audience)
    {
        var validator = await ValidatorAsync(Sandbox);

        Assert.Equal(SandboxUser.Bob, validator.Validate(Sandbox.IssueAccessToken(SandboxUser.Bob, audience)));
    }

    [Fact]
    public async Task Wrong_audience_is_refused() =>
        AssertLoginFails(await ValidatorAsync(Sandbox), Sandbox.IssueAccessToken(SandboxUser.Alice, "https://database.windows.net.evil.example/"));

    [Fact]
    public async Task Expired_token_is_refused() =>
        AssertLoginFails(await ValidatorAsync(Sandbox), Sandbox.IssueAccessToken(SandboxUser.Alice, lifetime: TimeSpan.FromSeconds(-1)));

    [Fact]
    public async Task User_without_database_access_is_refused() =>
        AssertLoginFails(await ValidatorAsync(Sandbox), Sandbox.IssueAccessToken(SandboxUser.Mallory));

    [Fact]
    public async Task Token_of_another_sandbox_is_refused()
    {
        await using var other = await SandboxHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);

        AssertLoginFails(await ValidatorAsync(Sandbox), other.IssueAccessToken(SandboxUser.Alice));
    }

    [Fact]
    public async Task Wrong_issuer_is_refused_even_with_the_right_key()
    {
        var (issuer, keys) = await DiscoverAsync(Sandbox);
        var token = Sandbox.IssueAccessToken(SandboxUser.Alice);

        Assert.Equal(SandboxUser.Alice, new AccessTokenValidator(keys.Single(), issuer).Validate(token));
        AssertLoginFails(new AccessTokenValidator(keys.Single(), issuer.Replace("localhost", "login.example", StringComparison.Ordinal)), token);
    }

    [Fact]
    public async Task Tampered_claims_are_refused()
    {
        var parts = Sandbox.IssueAccessToken(SandboxUser.Mallory).Split('.');
        var claims = Base64UrlEncoder.Decode(parts[1])
            .Replace(SandboxUser.Mallory.ObjectId.ToString(), SandboxUser.Alice.ObjectId.ToString(), StringComparison.Ordinal);

        AssertLoginFails(await ValidatorAsync(Sandbox), $"{parts[0]}.{Base64UrlEncoder.Encode(claims)}.{parts[2]}");
    }

    [Fact]
    public async Task Unsigned_token_is_refused()
    {
        var claims = Sandbox.IssueAccessToken(SandboxUser.Alice).Split('.')[1];
        var header = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""");

        AssertLoginFails(await ValidatorAsync(Sandbox), $"{header}.{claims}.");
    }

    [Fact]
    public async Task Token_signed_by_hmac_with_the_public_key_is_refused()
    {
        var (issuer, keys) = await DiscoverAsync(Sandbox);
        var publicKey = (JsonWebKey)keys.Single();
        var forged = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = "https://database.windows.net/",
            Claims = new Dictionary<string, object> { ["oid"] = SandboxUser.Alice.ObjectId.ToString() },
            SigningCredentials = new SigningCredentials(
                new SymmetricSecurityKey(Base64UrlEncoder.DecodeBytes(publicKey.N)) { KeyId = publicKey.KeyId }, SecurityAlgorithms.HmacSha256),
        });

        AssertLoginFails(await ValidatorAsync(Sandbox), forged);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a token")]
    [InlineData("a.b.c")]
    public async Task Text_that_is_no_token_is_refused(string text) => AssertLoginFails(await ValidatorAsync(Sandbox), text);

    [Fact]
    public async Task Id_token_is_not_an_access_token()
    {
        using var msal = new MsalClient(Sandbox);
        var result = await msal.SignInAsync(SandboxUser.Alice);

        AssertLoginFails(await ValidatorAsync(Sandbox), result.IdToken);
    }

    private static void AssertLoginFails(AccessTokenValidator validator, string token)
    {
        var error = Assert.Throws<SqlServerException>(() => validator.Validate(token));

        Assert.Equal(new SqlServerMessage(18456, 14, 1, "Login failed for user '<token-identified principal>'."), error.ServerMessage);
        Assert.Null(error.InnerException);
        Assert.Empty(error.Data);
    }

    private static async Task<AccessTokenValidator> ValidatorAsync(SandboxHost sandbox)
    {
        var (issuer, keys) = await DiscoverAsync(sandbox);
        return new AccessTokenValidator(keys.Single(), issuer);
    }

    private static async Task<(string Issuer, IList<SecurityKey> Keys)> DiscoverAsync(SandboxHost sandbox)
    {
        using var factory = new PinnedHttpClientFactory(sandbox.CertificateFile);
        var http = factory.GetHttpClient();
        var configuration = JsonDocument.Parse(await http.GetStringAsync(
            new Uri($"{sandbox.Authority}/v2.0/.well-known/openid-configuration"), TestContext.Current.CancellationToken)).RootElement;
        var keys = await http.GetStringAsync(new Uri(configuration.GetProperty("jwks_uri").GetString()!), TestContext.Current.CancellationToken);
        return (configuration.GetProperty("issuer").GetString()!, [.. new JsonWebKeySet(keys).Keys]);
    }
}

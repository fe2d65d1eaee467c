using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Identity;
using Xunit;

namespace NotebookSqlAuth.Tests.Core;

public sealed class SignInOptionsTests
{
    private static async Task<UserError> RefuseAsync(SignInOptions options) => await Assert.ThrowsAsync<UserError>(
        () => DeviceCodeSignIn.RunAsync(
            options,
            (_, _) => throw new InvalidOperationException("nothing may be asked"),
            TestContext.Current.CancellationToken));

    [Theory]
    [InlineData("contoso")]
    [InlineData("https://login.microsoftonline.com/contoso.com")]
    [InlineData("contoso.com/..")]
    [InlineData("a b.com")]
    [InlineData("")]
    public async Task A_tenant_that_is_none_is_refused(string tenant) =>
        Assert.Equal(ErrorCodes.InvalidTenant, (await RefuseAsync(new SignInOptions { Tenant = tenant })).Code);

    [Theory]
    [InlineData("my-app")]
    [InlineData("")]
    [InlineData("{2fd908ad-0664-4344-b9be-cd3e8b574c38}")]
    public async Task A_client_id_that_is_no_guid_is_refused(string clientId) =>
        Assert.Equal(ErrorCodes.InvalidClientId, (await RefuseAsync(new SignInOptions { ClientId = clientId })).Code);

    [Theory]
    [InlineData("https://evil.example/contoso.com")]
    [InlineData("https://localhost.evil.example/contoso.com")]
    [InlineData("http://localhost:5001/contoso.com")]
    [InlineData("https://localhost:5001/")]
    [InlineData("https://localhost:5001/a/b")]
    [InlineData("https://user@evil.example/contoso")]
    public async Task An_authority_beyond_loopback_is_refused(string authority) =>
        Assert.Equal(ErrorCodes.InvalidAuthority, (await RefuseAsync(new SignInOptions { Authority = new Uri(authority) })).Code);

    [Fact]
    public async Task A_certificate_goes_with_a_loopback_authority_only() => Assert.Equal(
        ErrorCodes.InvalidCertificateFile, (await RefuseAsync(new SignInOptions { CertificateFile = "sandbox.pem" })).Code);

    [Theory]
    [InlineData("no-such-file.pem")]
    [InlineData("NotebookSqlAuth.Tests.runtimeconfig.json")]
    public async Task A_certificate_file_that_holds_none_is_named(string file)
    {
        var options = new SignInOptions
        {
            Authority = new Uri("https://localhost:5001/contoso.example"),
            CertificateFile = Path.Combine(AppContext.BaseDirectory, file),
        };

        var error = await RefuseAsync(options);

        Assert.Equal(ErrorCodes.InvalidCertificateFile, error.Code);
        Assert.Contains(file, error.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public", "https://login.microsoftonline.com/", "https://database.windows.net/.default")]
    [InlineData("USGOV", "https://login.microsoftonline.us/", "https://database.usgovcloudapi.net/.default")]
    [InlineData("china", "https://login.partner.microsoftonline.cn/", "https://database.chinacloudapi.cn/.default")]
    public void Each_cloud_has_its_host_and_its_scope(string name, string host, string scope)
    {
        var cloud = AzureCloud.Parse(name);

        Assert.Equal((host, scope), (cloud.LoginHost.ToString(), cloud.SqlScope));
    }

    [Fact]
    public void An_unknown_cloud_is_refused_and_the_known_ones_are_named()
    {
        var error = Assert.Throws<UserError>(() => AzureCloud.Parse("moon"));

        Assert.Contains("public, usgov, china", error.Next, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_options_are_one_sign_in() =>
        Assert.Equal(new SignInOptions { Tenant = "contoso.com" }, new SignInOptions { Tenant = "contoso.com" });
}

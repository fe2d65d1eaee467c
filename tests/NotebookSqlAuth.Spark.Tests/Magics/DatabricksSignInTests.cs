using System.Globalization;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Identity;
using NotebookSqlAuth.Sandbox;
using NotebookSqlAuth.Tests.Magics;

namespace NotebookSqlAuth.Spark.Tests.Magics;

/// <summary>Whose token Databricks gets, and which host it may go to. The host here is no workspace and its certificate is not trusted, so that nothing comes after the sign-in.</summary>
public sealed class DatabricksSignInTests
{
    private const string Databricks = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d";

    private static string Own => SandboxOptions.RegisteredClientId.ToString();

    [Fact]
    public async Task The_sign_in_of_the_notebook_serves_without_a_second_prompt()
    {
        await using var notebook = await SandboxNotebook.StartAsync();
        await notebook.RunAsync("#!aad-login");

        var error = await Assert.ThrowsAsync<UserError>(() => notebook.RunAsync(Connect(notebook)));

        Assert.NotEqual(ErrorCodes.DatabricksNotAllowed, error.Code);
        Assert.Single(notebook.Codes);
    }

    [Fact]
    public async Task An_application_that_may_not_ask_for_databricks_is_told_what_to_do()
    {
        await using var notebook = await SandboxNotebook.StartAsync();
        notebook.Sandbox.Faults.Identity.RequirePreauthorization(Guid.Parse(SignInOptions.DefaultClientId), Databricks);
        await notebook.RunAsync("#!aad-login");

        var error = await notebook.FailAsync(Connect(notebook), ErrorCodes.DatabricksNotAllowed);

        Assert.Contains("AADSTS65002", error.Why, StringComparison.Ordinal);
        Assert.Contains("--client-id", error.Next, StringComparison.Ordinal);
        Assert.NotNull(error.CorrelationId);
    }

    [Fact]
    public async Task An_application_of_ones_own_shows_a_code_for_databricks_once_and_leaves_the_databases_sign_in_alone()
    {
        await using var notebook = await SandboxNotebook.StartAsync();
        notebook.Sandbox.Faults.Identity.RequirePreauthorization(Guid.Parse(SignInOptions.DefaultClientId), Databricks);
        await notebook.RunAsync("#!aad-login");

        await Assert.ThrowsAsync<UserError>(() => notebook.RunAsync($"{Connect(notebook)} --client-id {Own}"));
        var asked = notebook.LastCell;
        await Assert.ThrowsAsync<UserError>(() => notebook.RunAsync($"{Connect(notebook)} --client-id {Own}"));

        Assert.Equal(2, notebook.Codes.Count);
        Assert.Contains("Sign in to use Azure Databricks", asked.Displays[0].Outputs[0].Html, StringComparison.Ordinal);
        Assert.Contains(Databricks, asked.Displays[0].Outputs[0].PlainText, StringComparison.Ordinal);
        Assert.Contains("Signed in as alice@contoso.example", asked.FinalText, StringComparison.Ordinal);
        Assert.DoesNotContain(notebook.Codes[1], asked.FinalText + asked.FinalHtml, StringComparison.Ordinal);
        Assert.Equal(SignInOptions.DefaultClientId, Assert.Single(notebook.Session.Accounts).ClientId);
        await notebook.RunAsync("#!sql-connect");
    }

    [Fact]
    public async Task An_application_of_ones_own_needs_no_sign_in_before_it()
    {
        await using var notebook = await SandboxNotebook.StartAsync();

        await Assert.ThrowsAsync<UserError>(() => notebook.RunAsync($"{Connect(notebook)} --client-id {Own}"));

        Assert.Single(notebook.Codes);
        Assert.Contains("Signed in as alice@contoso.example", notebook.LastCell.FinalText, StringComparison.Ordinal);
        Assert.Empty(notebook.Session.Accounts);
    }

    [Fact]
    public async Task Signing_out_forgets_it_too()
    {
        await using var notebook = await SandboxNotebook.StartAsync();
        await Assert.ThrowsAsync<UserError>(() => notebook.RunAsync($"{Connect(notebook)} --client-id {Own}"));

        var cell = await notebook.RunAsync("#!aad-logout");
        await Assert.ThrowsAsync<UserError>(() => notebook.RunAsync($"{Connect(notebook)} --client-id {Own}"));

        Assert.Contains("Signed out `alice@contoso.example`", cell.FinalText, StringComparison.Ordinal);
        Assert.Equal(2, notebook.Codes.Count);
    }

    [Theory]
    [InlineData("example.com", "no workspace of Azure Databricks")]
    [InlineData("adb-1.2.azuredatabricks.net.example.com", "no workspace of Azure Databricks")]
    [InlineData("azuredatabricks.net", "no workspace of Azure Databricks")]
    [InlineData("adb-1.2.azuredatabricks.net:8443", "no workspace of Azure Databricks")]
    [InlineData("http://adb-1.2.azuredatabricks.net", "not a workspace's host")]
    [InlineData("https://user:secret@adb-1.2.azuredatabricks.net", "not a workspace's host")]
    [InlineData("adb-1.2.databricks.azure.us", "is in the cloud `usgov`")]
    [InlineData("adb-1.2.azuredatabricks.net", "is a real workspace, and you are signed in to a sandbox")]
    public async Task A_token_goes_to_workspaces_of_its_own_cloud_only(string host, string what)
    {
        await using var notebook = await SandboxNotebook.StartAsync();
        await notebook.RunAsync("#!aad-login");

        var error = await notebook.FailAsync($"#!spark-connect --databricks {host} --serverless", ErrorCodes.InvalidDatabricksHost);

        Assert.Contains(what, error.What, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_refuses_for_now_shows_no_new_code()
    {
        // Under five minutes of life: each use renews it.
        await using var notebook = await SandboxNotebook.StartAsync(new SandboxOptions { AccessTokenLifetime = TimeSpan.FromMinutes(3) });
        await notebook.RunAsync("#!aad-login");
        await Assert.ThrowsAsync<UserError>(() => notebook.RunAsync($"{Connect(notebook)} --client-id {Own}"));
        notebook.Sandbox.Faults.Identity.TokenError = 53003;

        await notebook.FailAsync($"{Connect(notebook)} --client-id {Own}", ErrorCodes.BlockedByPolicy);

        Assert.Equal(2, notebook.Codes.Count);
    }

    [Fact]
    public async Task An_application_of_ones_own_that_can_be_renewed_no_more_shows_a_new_code()
    {
        await using var notebook = await SandboxNotebook.StartAsync(new SandboxOptions { AccessTokenLifetime = TimeSpan.FromMinutes(3) });
        await notebook.RunAsync("#!aad-login");
        await Assert.ThrowsAsync<UserError>(() => notebook.RunAsync($"{Connect(notebook)} --client-id {Own}"));
        notebook.Sandbox.Faults.Identity.RevokeRefreshTokens();

        await Assert.ThrowsAsync<UserError>(() => notebook.RunAsync($"{Connect(notebook)} --client-id {Own} --account alice@contoso.example"));

        Assert.Equal(3, notebook.Codes.Count);
    }

    private static string Connect(SandboxNotebook notebook) =>
        string.Create(CultureInfo.InvariantCulture, $"#!spark-connect --databricks localhost:{notebook.Sandbox.Authority.Port} --cluster c");
}

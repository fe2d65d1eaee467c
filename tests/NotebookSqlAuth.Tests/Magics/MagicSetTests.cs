using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Magics;
using Xunit;

namespace NotebookSqlAuth.Tests.Magics;

/// <summary>What every magic has in common.</summary>
public sealed class MagicSetTests
{
    public static TheoryData<string> Names => [.. MagicSet.All.Select(magic => magic.Name)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Help_names_every_option_and_example_in_both_forms(string name)
    {
        var magic = MagicSet.Find(name)!;
        var cell = new RecordingCell(Token);
        await using var session = new NotebookSession(_ => null);

        await MagicSet.RunAsync(magic, "--help", "", session, cell);

        foreach (var option in magic.Options)
        {
            Assert.Contains(option.Name, cell.FinalText, StringComparison.Ordinal);
            Assert.Contains(option.Name, cell.FinalHtml, StringComparison.Ordinal);
        }

        Assert.All(magic.Examples, example => Assert.Contains(example.Split('\n')[0], cell.FinalText, StringComparison.Ordinal));
        Assert.Single(cell.Displays);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_example_is_a_cell_that_the_magic_reads(string name)
    {
        var magic = MagicSet.Find(name)!;

        Assert.All(magic.Examples, example =>
        {
            var lines = example.Split('\n', 2);
            Assert.StartsWith(name, lines[0], StringComparison.Ordinal);
            MagicCall.Parse(magic, lines[0][name.Length..], lines.Length > 1 ? lines[1] : "");
            Assert.Equal(magic.BodyName is not null, lines.Length > 1);
        });
    }

    [Fact]
    public async Task Help_of_a_query_needs_no_sql()
    {
        var cell = new RecordingCell(Token);
        await using var session = new NotebookSession(_ => null);

        await MagicSet.RunAsync(MagicSet.Find("#!sql-query")!, new MagicCall(new Dictionary<string, string> { ["--help"] = "true" }, ""), session, cell);

        Assert.Contains("SQL on the lines below", cell.FinalText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_words_get_an_error_card_before_the_error_is_thrown()
    {
        var cell = new RecordingCell(Token);
        await using var session = new NotebookSession(_ => null);

        var error = await Assert.ThrowsAsync<UserError>(() =>
            MagicSet.RunAsync(MagicSet.Find("#!sql-connect")!, "--sever srv", "", session, cell));

        Assert.Equal(ErrorCodes.UnknownOption, error.Code);
        Assert.Contains("NSA2002", cell.FinalText, StringComparison.Ordinal);
        Assert.Contains("role=\"alert\"", cell.FinalHtml, StringComparison.Ordinal);
        Assert.Contains("<code>--server</code>", cell.FinalHtml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#!sql-query", "", "", ErrorCodes.EmptyBody)]
    [InlineData("#!sql-query", "", " \n ", ErrorCodes.EmptyBody)]
    [InlineData("#!sql-query", "--name class", "SELECT 1", ErrorCodes.InvalidVariableName)]
    [InlineData("#!sql-query", "--name \"a b\"", "SELECT 1", ErrorCodes.InvalidVariableName)]
    [InlineData("#!sql-query", "--name 1st", "SELECT 1", ErrorCodes.InvalidVariableName)]
    [InlineData("#!sql-query", "--name \"x;System.Exit()\"", "SELECT 1", ErrorCodes.InvalidVariableName)]
    [InlineData("#!sql-query", "--name \"\"", "SELECT 1", ErrorCodes.InvalidVariableName)]
    [InlineData("#!sql-query", "--name await", "SELECT 1", ErrorCodes.InvalidVariableName)]
    [InlineData("#!sql-query", "--name a\u200Db", "SELECT 1", ErrorCodes.InvalidVariableName)]
    [InlineData("#!sql-query", "--timeout soon", "SELECT 1", ErrorCodes.InvalidOptionValue)]
    [InlineData("#!sql-query", "--timeout 0", "SELECT 1", ErrorCodes.InvalidOptionValue)]
    [InlineData("#!sql-query", "--timeout -5", "SELECT 1", ErrorCodes.InvalidOptionValue)]
    [InlineData("#!sql-query", "--timeout 1.5", "SELECT 1", ErrorCodes.InvalidOptionValue)]
    [InlineData("#!sql-query", "--max-rows 99999999999", "SELECT 1", ErrorCodes.InvalidOptionValue)]
    [InlineData("#!sql-connect", "--server srv", "", ErrorCodes.UnknownTarget)]
    [InlineData("#!sql-connect", "--database sales", "", ErrorCodes.UnknownTarget)]
    [InlineData("#!sql-connect", "--server srv --database sales", "", ErrorCodes.NotSignedIn)]
    [InlineData("#!sql-connect", "--server srv --database sales --timeout 601", "", ErrorCodes.InvalidOptionValue)]
    [InlineData("#!aad-logout", "--account alice@contoso.example", "", ErrorCodes.NotSignedIn)]
    [InlineData("#!aad-login", "--cloud mars", "", ErrorCodes.UnknownCloud)]
    public async Task A_wrong_option_fails_before_anything_is_sent(string name, string words, string body, string code)
    {
        var cell = new RecordingCell(Token);
        await using var session = new NotebookSession(_ => null);

        var error = await Assert.ThrowsAsync<UserError>(() => MagicSet.RunAsync(MagicSet.Find(name)!, words, body, session, cell));

        Assert.Equal(code, error.Code);
        Assert.Contains(code, cell.FinalText, StringComparison.Ordinal);
        Assert.Contains(error.Next, cell.FinalText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authority_of_the_environment_that_is_no_address_is_named()
    {
        var cell = new RecordingCell(Token);
        await using var session = new NotebookSession(name => name == "NOTEBOOKSQLAUTH_AUTHORITY" ? "not an address" : null);

        var error = await Assert.ThrowsAsync<UserError>(() => MagicSet.RunAsync(MagicSet.Find("#!aad-login")!, "", "", session, cell));

        Assert.Equal(ErrorCodes.InvalidEnvironment, error.Code);
        Assert.Contains("NOTEBOOKSQLAUTH_AUTHORITY", error.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unforeseen_exception_is_named_by_type_and_its_text_is_kept_back()
    {
        var cell = new RecordingCell(Token);
        await using var session = new NotebookSession(_ => throw new InvalidOperationException("Password=hunter2"));

        var error = await Assert.ThrowsAsync<UserError>(() => MagicSet.RunAsync(MagicSet.Find("#!aad-login")!, "", "", session, cell));

        Assert.Equal(ErrorCodes.UnexpectedFailure, error.Code);
        Assert.Contains("System.InvalidOperationException", cell.FinalText, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", cell.FinalText + cell.FinalHtml + error, StringComparison.Ordinal);
        Assert.Null(error.InnerException);
    }

    [Fact]
    public async Task Signing_out_with_nobody_signed_in_says_so()
    {
        var cell = new RecordingCell(Token);
        await using var session = new NotebookSession(_ => null);

        await MagicSet.RunAsync(MagicSet.Find("#!aad-logout")!, "", "", session, cell);

        Assert.Contains("Nobody was signed in", cell.FinalText, StringComparison.Ordinal);
    }
}

using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Magics;
using Xunit;

namespace NotebookSqlAuth.Tests.Magics;

public sealed class MagicCallTests
{
    private static readonly Magic Connect = MagicSet.Find("#!sql-connect")!;
    private static readonly Magic Login = MagicSet.Find("#!aad-login")!;

    [Theory]
    [InlineData("--server srv --database sales")]
    [InlineData("  --server   srv\t--database sales  ")]
    [InlineData("--server=srv --database=sales")]
    [InlineData("--server \"srv\" --database=\"sales\"")]
    public void Options_are_read_in_every_form(string words)
    {
        var call = MagicCall.Parse(Connect, words, "");

        Assert.Equal("srv", call["--server"]);
        Assert.Equal("sales", call["--database"]);
        Assert.Equal(2, call.Arguments.Count);
    }

    [Theory]
    [InlineData("--database \"my sales\"", "my sales")]
    [InlineData("--database=\"my sales\"", "my sales")]
    [InlineData("--database \"--sales\"", "--sales")]
    [InlineData("--database \"\"", "")]
    [InlineData("--database \"it's\"", "it's")]
    [InlineData("--database a=b", "a=b")]
    [InlineData("--database \"a\\\"", "a\\")]
    public void Double_quotes_keep_a_value_together(string words, string value) =>
        Assert.Equal(value, MagicCall.Parse(Connect, words, "")["--database"]);

    [Fact]
    public void A_flag_takes_no_value()
    {
        Assert.True(MagicCall.Parse(Login, "--force", "").Has("--force"));
        Assert.False(MagicCall.Parse(Login, "", "").Has("--force"));
    }

    [Theory]
    [InlineData("--sever srv", ErrorCodes.UnknownOption, "`--server`")]
    [InlineData("--Server srv", ErrorCodes.UnknownOption, "`--server`")]
    [InlineData("--colour red", ErrorCodes.UnknownOption, "--server, --database, --name, --account, --timeout, --help")]
    [InlineData("-s srv", ErrorCodes.UnknownOption, "--server")]
    [InlineData("--server a --server b", ErrorCodes.RepeatedOption, "--server")]
    [InlineData("--server --database sales", ErrorCodes.MissingOptionValue, "--server SERVER")]
    [InlineData("--server", ErrorCodes.MissingOptionValue, "--server SERVER")]
    [InlineData("--server srv extra", ErrorCodes.SurplusWord, "Word 3")]
    [InlineData("--server \"srv", ErrorCodes.InvalidQuoting, "not closed")]
    [InlineData("--server 'a b'", ErrorCodes.InvalidQuoting, "double quotes")]
    [InlineData("--help=yes", ErrorCodes.InvalidOptionValue, "takes no value")]
    public void What_is_wrong_with_the_words_is_said(string words, string code, string said)
    {
        var error = Assert.Throws<UserError>(() => MagicCall.Parse(Connect, words, ""));

        Assert.Equal(code, error.Code);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Server=srv;Password=hunter2")]
    [InlineData("--password=hunter2")]
    [InlineData("--server srv hunter2")]
    public void A_pasted_secret_is_not_repeated(string words)
    {
        var error = Assert.Throws<UserError>(() => MagicCall.Parse(Connect, words, ""));

        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }
}

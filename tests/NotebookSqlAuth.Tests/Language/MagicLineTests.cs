using Microsoft.Data.Analysis;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Language;
using NotebookSqlAuth.Magics;
using Xunit;

namespace NotebookSqlAuth.Tests.Language;

public sealed class MagicLineTests(Typing typing) : IClassFixture<Typing>
{
    [Fact]
    public void The_beginning_of_a_magic_goes_on_as_every_magic_that_starts_so_with_what_it_does()
    {
        var suggestions = typing.Suggest("#!sql|");

        Assert.Equal(["#!sql-connect", "#!sql-query"], suggestions.Items.Select(item => item.Text));
        Assert.All(suggestions.Items, item => Assert.Equal((MagicSet.Find(item.Text)!.Description, "magic"), (item.Description, item.Kind)));
    }

    [Fact]
    public void Two_letters_offer_every_magic() =>
        Assert.Equal(MagicSet.All.Select(magic => magic.Name), typing.Names("#!|"));

    [Fact]
    public void Required_options_come_first_and_each_says_what_it_is_for()
    {
        var items = typing.Suggest("#!to-spark |").Items;

        Assert.Equal(["--frame", "--name"], items.Take(2).Select(item => item.Text));
        Assert.Equal("--help", items[^1].Text);
        Assert.Contains("Required.", items[0].Description, StringComparison.Ordinal);
        Assert.All(items, item => Assert.NotEmpty(item.Description!));
    }

    [Fact]
    public void An_option_that_was_given_is_not_offered_again()
    {
        Assert.DoesNotContain("--name", typing.Names("#!sql-query --name orders --|"));
        Assert.DoesNotContain("--max-rows", typing.Names("#!sql-query --m| --max-rows=5"));
        Assert.Contains("--connection", typing.Names("#!sql-query --name orders --|"));
    }

    [Fact]
    public void The_option_at_the_cursor_is_replaced_whole() =>
        Assert.Equal("#!sql-query --connection default", typing.Take("#!sql-query --con|nec default"));

    [Theory]
    [InlineData("#!sql-query --connection |")]
    [InlineData("#!sql-query --connection de|")]
    [InlineData("#!sql-query --connection=de|")]
    [InlineData("#!sql-query --max-rows 5 --connection |")]
    public void An_option_for_a_connection_offers_the_open_ones(string typed) => Assert.Equal(["default"], typing.Names(typed));

    [Fact]
    public void An_option_for_an_account_offers_who_is_signed_in() =>
        Assert.Equal(typing.Notebook.Session.Accounts.Select(account => account.UserName), typing.Names("#!sql-connect --account |"));

    [Fact]
    public void An_option_for_a_cloud_offers_the_clouds() => Assert.Equal(["public", "usgov", "china"], typing.Names("#!aad-login --cloud |"));

    [Fact]
    public void An_option_for_a_frame_offers_the_variables_that_hold_one_with_their_size()
    {
        typing.Notebook.Variables["orders"] = new DataFrame(new Int32DataFrameColumn("n", [1, 2]));
        typing.Notebook.Variables["minimum"] = 5;

        var frame = Assert.Single(typing.Suggest("#!to-spark --frame |").Items);

        Assert.Equal(new Suggestion("orders", "variable", "2 rows × 1 column"), frame);
    }

    [Theory]
    [InlineData("#!sql-query --name |")]
    [InlineData("#!nonsense --|")]
    [InlineData("#!sql-query --max-rows 1|")]
    public void Where_nothing_is_known_nothing_is_offered(string typed) => Assert.Empty(typing.Names(typed));

    [Fact]
    public void A_flag_takes_no_value_so_that_options_go_on_behind_it() => Assert.Contains("--tenant", typing.Names("#!aad-login --force |"));

    [Fact]
    public async Task A_value_with_spaces_is_put_in_quotes()
    {
        await using var own = new Typing();
        await own.InitializeAsync();
        await own.Notebook.RunAsync("#!sql-connect --name \"my archive\"");

        Assert.Equal("#!sql-query --connection \"my archive\" --name x", own.Take("#!sql-query --connection \"my| --name x"));
        Assert.Equal("#!sql-query --connection \"my archive\" --name x", own.Take("#!sql-query --connection \"my|\" --name x"));
        Assert.Equal("#!sql-query --connection \"my archive\" --name x", own.Take("#!sql-query --connection my| --name x"));
    }

    [Fact]
    public void A_magic_explains_itself_by_its_help() =>
        Assert.Equal(MagicHelp.Of(MagicSet.Find("#!sql-query")!), typing.Explain("#!sql-qu|ery --name x"));

    [Theory]
    [InlineData("#!sql-query --na|me x")]
    [InlineData("#!sql-query --name x|")]
    [InlineData("#!sql-query --name=x|")]
    public void An_option_or_its_value_explains_what_it_is_for(string typed)
    {
        var explanation = typing.Explain(typed)!;

        Assert.StartsWith("--name NAME\n\nThe C# variable that gets the rows", explanation.PlainText, StringComparison.Ordinal);
        Assert.Contains("<code>--name NAME</code>", explanation.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#!sql-qurey --name x\nSELECT 1", 0, 11)]
    [InlineData("#!sql-qurey", 0, 11)]
    public void A_word_that_names_no_magic_is_a_problem_that_says_which_was_meant(string text, int start, int end)
    {
        var problem = Assert.Single(typing.Language.Diagnose(text));

        Assert.Equal((1, 1, start, end, ErrorCodes.UnknownMagic), (problem.Line, problem.Column, problem.Start, problem.End, problem.Code));
        Assert.Contains("Did you mean `#!sql-query`? These exist: #!aad-login", problem.Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean `#!sql-query`?", typing.Language.Explain(text, 5, [])!.PlainText, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_like_no_magic_is_told_without_a_guess_and_cut_where_it_is_long()
    {
        var problem = Assert.Single(typing.Language.Diagnose("#!" + new string('x', 10_000)));

        Assert.DoesNotContain("Did you mean", problem.Message, StringComparison.Ordinal);
        Assert.InRange(problem.Message.Length, 1, 400);
    }

    [Fact]
    public void A_text_that_nobody_types_has_empty_answers()
    {
        var text = "#!sql-query\nSEL" + new string(' ', MagicLanguage.MaxLength);

        Assert.Empty(typing.Language.Complete(text, 15, []).Items);
        Assert.Null(typing.Language.Explain(text, 5, []));
        Assert.Empty(typing.Language.Diagnose(text));
        Assert.True(typing.Language.IsComplete(text));
    }

    [Fact]
    public void An_unknown_option_is_a_problem_of_the_magics_line()
    {
        var problem = Assert.Single(typing.Language.Diagnose("#!sql-query --nam x\nSELECT 1"));

        Assert.Equal((1, 1, 0, 19), (problem.Line, problem.Column, problem.Start, problem.End));
        Assert.Contains("Did you mean `--name`?", problem.Message, StringComparison.Ordinal);
    }
}

using NotebookSqlAuth.Display;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Identity;
using Xunit;

namespace NotebookSqlAuth.Tests.Display;

public sealed class CardTests
{
    private static readonly DateTimeOffset Now = new(2026, 2, 3, 12, 0, 0, TimeSpan.Zero);

    private static readonly DeviceCodePrompt Prompt = new()
    {
        UserCode = "ABCD-EFGH",
        VerificationUri = new Uri("https://microsoft.com/devicelogin"),
        ExpiresOn = Now.AddMinutes(15),
        Tenant = "organizations",
        ClientId = SignInOptions.DefaultClientId,
        Scope = "https://database.windows.net/.default",
    };

    [Fact]
    public void A_sign_in_card_says_who_asks_for_what_and_until_when()
    {
        var card = SignInCard.Waiting(Prompt, Now);

        foreach (var said in new[] { "ABCD-EFGH", "https://microsoft.com/devicelogin", "Microsoft SQL Client", "organizations", "https://database.windows.net/.default", "2026-02-03 12:15:00 UTC", "only if you yourself just ran this cell" })
        {
            Assert.Contains(said, card.PlainText, StringComparison.Ordinal);
            Assert.Contains(said, card.Html, StringComparison.Ordinal);
        }

        Assert.Contains("15 minutes left", card.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(15 * 60, "15 minutes left")]
    [InlineData(121, "2 minutes left")]
    [InlineData(120, "120 seconds left")]
    [InlineData(1, "1 second left")]
    [InlineData(0, "expired")]
    [InlineData(-60, "expired")]
    public void The_time_left_is_said_finer_as_it_runs_out(int secondsLeft, string said) =>
        Assert.Contains(said, SignInCard.Waiting(Prompt, Prompt.ExpiresOn.AddSeconds(-secondsLeft)).Html, StringComparison.Ordinal);

    [Fact]
    public void The_plain_text_does_not_change_as_time_runs() =>
        Assert.Equal(SignInCard.Waiting(Prompt, Now).PlainText, SignInCard.Waiting(Prompt, Now.AddMinutes(14.9)).PlainText);

    [Fact]
    public void Only_a_web_address_becomes_a_link()
    {
        var card = SignInCard.Waiting(Prompt with { VerificationUri = new Uri("javascript:alert(1)") }, Now);

        Assert.DoesNotContain("href", card.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_card_says_what_why_what_next_and_how_to_find_it()
    {
        var error = new UserError("NSA1207", "Could not open `sales`.", "The database is resuming (40613).", "Run the cell again.") { CorrelationId = "c0ffee" };

        var card = ErrorCard.Of(error);

        Assert.Contains("<b>Could not open <code>sales</code>.</b>", card.Html, StringComparison.Ordinal);
        Assert.Equal(
            ["Error NSA1207: Could not open `sales`.", "The database is resuming (40613).", "Next: Run the cell again.", error.SupportLine],
            card.PlainText.Split('\n'));
        Assert.Contains("correlation id c0ffee", card.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Markup_in_an_error_or_a_notice_is_text()
    {
        const string Hostile = "`<script>alert(1)</script>` ` <b>\u001b[2J";

        var html = ErrorCard.Of(new UserError("NSA1", Hostile, Hostile, Hostile) { CorrelationId = Hostile }).Html + NoticeLine.Of(Hostile).Html + ProgressLine.Of(Hostile).Html;

        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>\u001b", html, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', html);
    }

    [Fact]
    public void Every_output_carries_its_style_once_and_is_left_alone_by_math_typesetting()
    {
        var html = NoticeLine.Of("x").Html;

        Assert.Equal(2, html.Split("<style>").Length);
        Assert.StartsWith("<div class=\"nsa tex2jax_ignore mathjax_ignore\"><style>.nsa{--nsa-bg:#fff;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", html, StringComparison.Ordinal);
    }
}

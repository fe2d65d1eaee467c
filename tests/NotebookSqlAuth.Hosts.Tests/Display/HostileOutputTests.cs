using Microsoft.Data.Analysis;
using Microsoft.Playwright;
using NotebookSqlAuth.Display;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Hosts.Tests.Browser;
using NotebookSqlAuth.Identity;
using Xunit;

namespace NotebookSqlAuth.Hosts.Tests.Display;

/// <summary>Hostile texts in every place of every output, in a real browser.</summary>
public sealed class HostileOutputTests
{
    // Every element and attribute that the outputs are made of; a text that became markup would add another.
    private const string Strangers = """
        () => [...document.querySelectorAll('.nsa, .nsa *')].flatMap(element => [
          ...(['DIV','STYLE','P','B','I','BR','A','SPAN','CODE','PRE','BUTTON','DL','DT','DD','TABLE','CAPTION','THEAD','TBODY','TR','TH','TD'].includes(element.tagName) ? [] : [element.tagName]),
          ...[...element.attributes]
            .filter(attribute => !['class','role','aria-label','aria-live','tabindex','scope','title','href','target','rel','type'].includes(attribute.name)
              && !(element.tagName === 'BUTTON' && attribute.name === 'onclick'))
            .map(attribute => element.tagName + ' ' + attribute.name)])
        """;

    public static TheoryData<string> Kinds => [.. Outputs.Keys];

    private static Dictionary<string, Func<string, CellOutput>> Outputs { get; } = new()
    {
        ["table"] = text => ResultTable.Of(new DataFrame(new StringDataFrameColumn(text, [text]))),
        ["error"] = text => ErrorCard.Of(new UserError(text, text, text, text) { CorrelationId = text }),
        ["notice"] = NoticeLine.Of,
        ["progress"] = ProgressLine.Of,
        ["sign-in card"] = text => SignInCard.Waiting(
            new DeviceCodePrompt
            {
                UserCode = text,
                VerificationUri = new Uri("https://microsoft.example/" + text),
                ExpiresOn = DateTimeOffset.UtcNow.AddMinutes(15),
                Tenant = text,
                ClientId = text,
                Scope = text,
            },
            DateTimeOffset.UtcNow),
        ["signed in"] = text => SignInCard.SignedIn(new SignedInAccount(text, text, text, text, AzureCloud.Public), DateTimeOffset.UtcNow, already: true),
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task No_text_becomes_markup_in_an_output(string kind)
    {
        await using var browser = await Chromium.StartAsync();
        var outputs = HostileTexts.All.Select(Outputs[kind]).ToList();

        var opened = await OutputPage.OpenAsync(await browser.NewPageAsync(), string.Join('\n', outputs.Select(output => output.Html)));

        Assert.Empty(await opened.Page.EvaluateAsync<string[]>(Strangers));
        Assert.False(await opened.RanAsync());
        Assert.Empty(opened.Dialogs);
        Assert.Empty(opened.Requests);
        Assert.Equal(outputs.Count, await opened.Page.Locator("body > .nsa").CountAsync());
    }

    [Fact]
    public async Task A_table_of_hostile_names_and_values_shows_them_letter_by_letter()
    {
        await using var browser = await Chromium.StartAsync();
        var texts = HostileTexts.All.Where(text => !text.Any(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029')).ToList();
        var frame = new DataFrame(texts.Select(text => (DataFrameColumn)new StringDataFrameColumn(text, [text])));

        var opened = await OutputPage.OpenAsync(await browser.NewPageAsync(), ResultTable.Of(frame).Html);

        Assert.Equal(texts, await opened.Page.Locator("td").AllTextContentsAsync());
        Assert.Equal(texts, await opened.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('th')].map(head => head.firstChild.textContent)"));
        Assert.False(await opened.RanAsync());
        Assert.Empty(opened.Dialogs);
        Assert.Empty(opened.Requests);
    }

    /// <summary>The proof that the tests above could fail.</summary>
    [Fact]
    public async Task The_same_texts_as_markup_run_ask_and_fetch()
    {
        await using var browser = await Chromium.StartAsync();

        var opened = await OutputPage.OpenAsync(
            await browser.NewPageAsync(), $"<div class=nsa>{HostileTexts.All[3]}{HostileTexts.All[4]}{HostileTexts.All[5]}</div>");

        Assert.True(await opened.RanAsync());
        Assert.NotEmpty(opened.Dialogs);
        Assert.Contains("https://notebook.example/stolen", opened.Requests);
        Assert.Contains("IMG onerror", await opened.Page.EvaluateAsync<string[]>(Strangers));
    }

    [Fact]
    public async Task The_copy_button_copies_the_code()
    {
        await using var browser = await Chromium.StartAsync();
        var prompt = new DeviceCodePrompt
        {
            UserCode = "ABCD-EFGH",
            VerificationUri = new Uri("https://microsoft.com/devicelogin"),
            ExpiresOn = DateTimeOffset.UtcNow.AddMinutes(15),
            Tenant = "organizations",
            ClientId = SignInOptions.DefaultClientId,
            Scope = "https://database.windows.net/.default",
        };
        var page = await browser.NewPageAsync();
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await OutputPage.OpenAsync(page, SignInCard.Waiting(prompt, DateTimeOffset.UtcNow).Html);

        await page.GetByRole(AriaRole.Button, new() { Name = "Copy code" }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Copied" }).WaitForAsync();
        Assert.Equal("ABCD-EFGH", await page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
    }
}

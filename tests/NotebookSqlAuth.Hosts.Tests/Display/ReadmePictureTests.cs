using System.Net;
using System.Xml.Linq;
using Microsoft.Data.Analysis;
using Microsoft.Playwright;
using NotebookSqlAuth.Display;
using NotebookSqlAuth.Hosts.Tests.Browser;
using NotebookSqlAuth.Identity;

namespace NotebookSqlAuth.Hosts.Tests.Display;

/// <summary>The picture that the README shows: cells with the product's own outputs, as text, so that it cannot fall behind.</summary>
public sealed class ReadmePictureTests
{
    private const string FileName = "notebook.svg";

    private static readonly string s_picture = Repository.PathOf("docs", "pictures", FileName);
    private static readonly DateTimeOffset s_noon = new(2026, 2, 3, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Picture_is_what_the_product_shows()
    {
        var drawn = Draw();
        if (Pictures.Folder is { } folder)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, FileName), drawn, TestContext.Current.CancellationToken);
        }

        Assert.Equal("svg", XDocument.Parse(drawn).Root!.Name.LocalName);
        Assert.True(
            drawn == (await File.ReadAllTextAsync(s_picture, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n"),
            "The outputs look otherwise by now. Run this test with NOTEBOOKSQLAUTH_PICTURES=docs/pictures, look at the picture, and commit it.");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Picture_shows_all_of_it_and_every_text_can_be_read(ColorScheme system)
    {
        await using var browser = await Chromium.StartAsync(system);
        var page = await browser.NewPageAsync();

        await page.GotoAsync(new Uri(s_picture).ToString());

        Assert.True(await page.EvaluateAsync<bool>("() => { const box = document.querySelector('foreignObject'), all = box.firstElementChild; return all.getBoundingClientRect().bottom <= box.getBoundingClientRect().bottom; }"));
        Assert.Empty(await LowContrast.OnAsync(page));
    }

    private static string Draw()
    {
        var cells = string.Concat(Cells().Select(cell =>
            $"<pre class=\"code\">{WebUtility.HtmlEncode(cell.Code)}</pre>\n<div class=\"output\">{cell.Output.Html}</div>\n"));
        // XML, unlike HTML, wants every element closed.
        cells = cells.Replace("<br>", "<br/>", StringComparison.Ordinal);
        return $$"""
            <svg xmlns="http://www.w3.org/2000/svg" width="760" height="640" role="img" aria-label="A notebook: the sign-in card with its code, and a query's rows as a table">
            <style>.page{padding:12px;font:14px system-ui,sans-serif;background:#fff;border-radius:8px}.code{margin:0;padding:8px 10px;border-radius:6px;background:#f3f5f7;color:#1f2328;font:13px/1.4 ui-monospace,monospace}.output{padding:10px 4px 14px 14px}@media(prefers-color-scheme:dark){.page{background:#181c22}.code{background:#232932;color:#e6edf3} }</style>
            <foreignObject width="760" height="640"><div xmlns="http://www.w3.org/1999/xhtml" class="page">
            {{cells}}</div></foreignObject>
            </svg>

            """.ReplaceLineEndings("\n");
    }

    private static IEnumerable<(string Code, CellOutput Output)> Cells()
    {
        var prompt = new DeviceCodePrompt
        {
            UserCode = "ABCD-EFGH",
            VerificationUri = new Uri("https://microsoft.com/devicelogin"),
            ExpiresOn = s_noon.AddMinutes(15),
            Tenant = "organizations",
            ClientId = SignInOptions.DefaultClientId,
            Scope = "https://database.windows.net/.default",
        };
        yield return ("#!aad-login", SignInCard.Waiting(prompt, s_noon));
        yield return ("#!sql-query --name orders\nSELECT OrderId, Channel, ShippedAt, Total FROM sales.Orders WHERE Total > @minimum", ResultTable.Of(new DataFrame(
            new Int32DataFrameColumn("OrderId", [1, 2, 4, 7]),
            new StringDataFrameColumn("Channel", ["Partner", "Partner", "Web", "Partner"]),
            new DateTimeDataFrameColumn("ShippedAt", [new DateTime(2023, 1, 1), null, new DateTime(2023, 1, 3), new DateTime(2023, 1, 4)]),
            new DecimalDataFrameColumn("Total", [2115.68m, 1337.10m, 1295.36m, 4184.60m]))));
    }
}

using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NotebookSqlAuth.Hosts.Tests.Browser;

/// <summary>Our kernel in Jupyter Notebook, in a real browser.</summary>
public sealed partial class LiveNotebookTests(JupyterNotebook jupyter) : IClassFixture<JupyterNotebook>
{
    private const string Orders = "#!sql-query --name orders\nSELECT OrderId, Channel, OrderedAt, ShippedAt, Total FROM sales.Orders";

    [Fact]
    public async Task Sign_in_card_is_alive_while_a_second_tab_approves_and_the_saved_file_has_no_code()
    {
        var notebook = await jupyter.OpenAsync("#!aad-login", "#!sql-connect", "#!sql-query --name top\nSELECT TOP 5 OrderId, Channel, ShippedAt, Total FROM sales.Orders ORDER BY OrderId", "top");

        await notebook.StartAsync(0);
        var card = notebook.Output(0).Locator(".nsa-card");
        var code = await card.Locator(".nsa-code").TextContentAsync();
        await Expect(card.GetByRole(AriaRole.Button)).ToHaveTextAsync("Copy code");
        await notebook.TakePictureAsync("sign-in");
        var left = await card.Locator("dd").Last.TextContentAsync();
        await Expect(card.Locator("dd").Last).Not.ToHaveTextAsync(left!);

        var tab = await jupyter.OpenDevicePageAsync((await card.GetByRole(AriaRole.Link).GetAttributeAsync("href"))!);
        await tab.GetByLabel("Code from the notebook").FillAsync(code!);
        await tab.GetByLabel("Bob Builder").CheckAsync();
        await tab.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await tab.CloseAsync();

        await notebook.SeesAsync(0, "Signed in as bob@contoso.example");
        await notebook.RunAsync(1);
        await notebook.RunAsync(2);
        await Expect(notebook.Output(2).Locator("tbody tr")).ToHaveCountAsync(5);
        await notebook.RunAsync(3);
        await Expect(notebook.Output(3).Locator("tbody tr")).ToHaveCountAsync(5);
        await notebook.TakePictureAsync("signed-in-and-queried");

        var saved = await notebook.SaveAsync();
        Assert.Contains("Signed in as bob@contoso.example", saved, StringComparison.Ordinal);
        Assert.DoesNotContain(code!, saved, StringComparison.Ordinal);
        Assert.DoesNotMatch(Token(), saved);

        // Notebook 6 is light on a dark system too, and so is what stands on its page.
        var dark = await jupyter.OpenDarkAsync(notebook.SavedAs);
        await dark.SeesAsync(0, "Signed in as bob@contoso.example");
        Assert.Equal("rgb(255, 255, 255)", await dark.Output(2).Locator("td").First.EvaluateAsync<string>("cell => getComputedStyle(cell).backgroundColor"));
        await dark.TakePictureAsync("signed-in-and-queried-on-a-dark-system");
    }

    [Fact]
    public async Task Query_shows_its_rows_coming_and_the_stop_button_ends_it_and_what_spins()
    {
        var notebook = await OpenSignedInAsync(Orders, "while (true) { }", "var kept = 41;", "kept + 1", "#!sql-query\nSELECT COUNT(*) AS N FROM sales.Orders");
        await notebook.RunAsync(3);
        jupyter.Sandbox.Faults.Tds.DelayRows(TimeSpan.FromMilliseconds(1));
        await notebook.StartAsync(1);
        await Expect(notebook.Output(1)).ToContainTextAsync(RowsSoFar(), new() { Timeout = 60_000 });
        await notebook.TakePictureAsync("query-under-way");
        await notebook.StopAsync();
        await notebook.EndedAsync(1);
        jupyter.Sandbox.Faults.Tds.DelayRows(TimeSpan.Zero);
        await Expect(notebook.Output(1)).ToContainTextAsync(RowsRead());
        await notebook.TakePictureAsync("query-stopped");
        await notebook.StartAsync(2);
        await Expect(notebook.Cell(2).Locator(".input_prompt")).ToContainTextAsync("*");
        await notebook.StopAsync();
        await notebook.EndedAsync(2);
        await notebook.SeesAsync(2, "The cell was stopped");
        await notebook.RunAsync(4);
        await notebook.SeesAsync(4, "42");
        await notebook.RunAsync(5);
        await notebook.SeesAsync(5, "100000");
    }

    [Fact]
    public async Task Tab_completes_a_column_and_shift_tab_explains_it()
    {
        var notebook = await OpenSignedInAsync("#!sql-query\nSELECT o.Ship FROM sales.Orders o", "#!sq", "#!sql-query --con", "Console.Wri");
        await notebook.GoToEndAsync(1);
        await notebook.Page.Keyboard.PressAsync("Home");
        await RightAsync(notebook, "SELECT o.Ship".Length);
        // The catalogue is read beside the cells, from the moment on that the connection is there.
        await Expect(notebook.Page.Locator(".CodeMirror-code").Nth(1)).ToContainTextAsync("SELECT");
        await TabUntilAsync(notebook, "SELECT o.ShippedAt FROM");
        await notebook.Page.Keyboard.PressAsync("Shift+Tab");
        await Expect(notebook.Page.Locator("#tooltip")).ToContainTextAsync("ShippedAt datetime2(0)");
        await Expect(notebook.Page.Locator("#tooltip")).ToContainTextAsync("When it left the warehouse");
        await notebook.Page.WaitForFunctionAsync("() => getComputedStyle(document.querySelector('#tooltip')).opacity === '1'");
        await notebook.TakePictureAsync("column-explained");
        await notebook.Page.Keyboard.PressAsync("Escape");

        await notebook.GoToEndAsync(2);
        await notebook.Page.Keyboard.PressAsync("Tab");
        await Expect(notebook.Page.Locator("#complete")).ToContainTextAsync("#!sql-query");
        await Expect(notebook.Page.Locator("#complete")).ToContainTextAsync("#!sql-connect");
        await notebook.TakePictureAsync("magics-offered");
        await notebook.Page.Keyboard.PressAsync("Escape");

        await notebook.GoToEndAsync(3);
        await notebook.Page.Keyboard.PressAsync("Tab");
        await Expect(notebook.Cell(3).Locator(".CodeMirror-code")).ToContainTextAsync("--connection");

        await notebook.GoToEndAsync(4);
        await notebook.Page.Keyboard.PressAsync("Tab");
        await Expect(notebook.Page.Locator("#complete")).ToContainTextAsync("WriteLine");
    }

    [Fact]
    public async Task Reload_of_the_page_while_a_cell_runs_loses_no_state()
    {
        var notebook = await jupyter.OpenAsync(
            "var rounds = 0;\nConsole.WriteLine(\"begun\");\nwhile (rounds < 30) { await Task.Delay(100); rounds++; }\nvar after = \"went on\";", "$\"{after}: {rounds}\"");
        await notebook.StartAsync(0);
        await notebook.SeesAsync(0, "begun");
        await notebook.SaveAsync();

        await notebook.ReloadAsync();

        await notebook.RunAsync(1);
        await notebook.SeesAsync(1, "went on: 30");
    }

    private async Task<NotebookPage> OpenSignedInAsync(params string[] cells)
    {
        var notebook = await jupyter.OpenAsync(["#!aad-login\n#!sql-connect", .. cells]);
        await notebook.StartAsync(0);
        var code = await notebook.Output(0).Locator(".nsa-code").TextContentAsync();
        await jupyter.ApproveAsync(code!);
        await notebook.EndedAsync(0);
        await notebook.SeesAsync(0, "Connected");
        return notebook;
    }

    private static async Task RightAsync(NotebookPage notebook, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            await notebook.Page.Keyboard.PressAsync("ArrowRight");
        }
    }

    /// <summary>One completion is taken at once; where the catalogue is not there yet, the key does nothing and is pressed again.</summary>
    private static async Task TabUntilAsync(NotebookPage notebook, string text)
    {
        for (var tries = 0; tries < 50; tries++)
        {
            await notebook.Page.Keyboard.PressAsync("Tab");
            try
            {
                await Expect(notebook.Cell(1).Locator(".CodeMirror-code")).ToContainTextAsync(text, new() { Timeout = 1_000 });
                return;
            }
            catch (PlaywrightException) when (tries < 49)
            {
                await notebook.Page.Keyboard.PressAsync("Escape");
                await notebook.Page.Keyboard.PressAsync("Enter");
            }
        }
    }

    [GeneratedRegex(@"Running: [\d,]+ rows so far")]
    private static partial Regex RowsSoFar();

    [GeneratedRegex(@"Stopped after [\d,]+ rows; they are not kept\.")]
    private static partial Regex RowsRead();

    // A JSON Web Token (RFC 7519): its header, base64url of `{"`.
    [GeneratedRegex(@"eyJ[A-Za-z0-9_-]{10,}\.")]
    private static partial Regex Token();
}

using static Microsoft.Playwright.Assertions;

namespace NotebookSqlAuth.Hosts.Tests.Browser;

/// <summary>What Tab and Shift+Tab bring in Jupyter Notebook.</summary>
[Collection(JupyterNotebook.Name)]
public sealed class TypingTests(JupyterNotebook jupyter)
{
    [Fact]
    public async Task Tab_completes_magics_options_and_live_variables()
    {
        var notebook = await jupyter.OpenAsync("var unmistakable = \"text\";", "#!", "#!sql-query --", "#!sql-query --con", "unmistak", "unmistakable.Substri");
        await notebook.RunAsync(0);

        await notebook.PressTabAsync(1);
        await Expect(notebook.Offered("#!aad-login")).ToBeVisibleAsync();
        await Expect(notebook.Offered("#!sql-query")).ToBeVisibleAsync();
        await notebook.TakePicturesAsync("magics-offered");
        await notebook.Page.Keyboard.PressAsync("Escape");

        await notebook.PressTabAsync(2);
        await Expect(notebook.Offered("--name")).ToBeVisibleAsync();
        await Expect(notebook.Offered("--partition-column")).ToBeVisibleAsync();
        await notebook.TakePicturesAsync("options-offered");
        await notebook.Page.Keyboard.PressAsync("Escape");

        await notebook.PressTabAsync(3);
        await Expect(notebook.Cell(3).Locator(".CodeMirror-code")).ToContainTextAsync("--connection");
        await notebook.PressTabAsync(4);
        await Expect(notebook.Cell(4).Locator(".CodeMirror-code")).ToContainTextAsync("unmistakable");
        await notebook.PressTabAsync(5);
        await Expect(notebook.Cell(5).Locator(".CodeMirror-code")).ToContainTextAsync("unmistakable.Substring");
    }

    [Fact]
    public async Task Tab_completes_a_column_and_shift_tab_explains_it()
    {
        var notebook = await jupyter.OpenSignedInAsync(
            "#!sql-query\nSELECT TOP 0 * FROM sales.Orders", "#!sql-query\nSELECT o.Ship FROM sales.Orders o", "#!sql-query\nSELECT o. FROM sales.Orders o");
        await notebook.RunAsync(1);

        await notebook.PutCursorBehindAsync(2, "o.Ship");
        await notebook.PressUntilAsync("Tab", notebook.Cell(2).Locator(".CodeMirror-code"), "SELECT o.ShippedAt FROM");
        await notebook.Page.Keyboard.PressAsync("Shift+Tab");
        await Expect(notebook.Page.Locator("#tooltip")).ToContainTextAsync("ShippedAt datetime2(0)");
        await Expect(notebook.Page.Locator("#tooltip")).ToContainTextAsync("When it left the warehouse");
        await notebook.Page.WaitForFunctionAsync("() => getComputedStyle(document.querySelector('#tooltip')).opacity === '1'");
        await notebook.TakePicturesAsync("column-explained");
        await notebook.Page.Keyboard.PressAsync("Escape");

        await notebook.PutCursorBehindAsync(3, "o.");
        await notebook.Page.Keyboard.PressAsync("Tab");
        await Expect(notebook.Offered("OrderedAt")).ToBeVisibleAsync();
        await Expect(notebook.Offered("Total")).ToBeVisibleAsync();
        await notebook.TakePicturesAsync("columns-offered");
    }
}

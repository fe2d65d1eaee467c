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

        await notebook.PutCursorAtEndAsync(1);
        await notebook.TabOffersAsync("#!aad-login", "#!sql-query");
        await notebook.TakePicturesAsync("magics-offered");
        await notebook.Page.Keyboard.PressAsync("Escape");

        await notebook.PutCursorAtEndAsync(2);
        await notebook.TabOffersAsync("--name", "--partition-column");
        await notebook.TakePicturesAsync("options-offered");
        await notebook.Page.Keyboard.PressAsync("Escape");

        await notebook.PutCursorAtEndAsync(3);
        await notebook.TabWritesAsync(3, "--connection");
        await notebook.PutCursorAtEndAsync(4);
        await notebook.TabWritesAsync(4, "unmistakable");
        await notebook.PutCursorAtEndAsync(5);
        await notebook.TabWritesAsync(5, "unmistakable.Substring");
    }

    [Fact]
    public async Task Tab_completes_a_column_and_shift_tab_explains_it()
    {
        var notebook = await jupyter.OpenSignedInAsync(
            "#!sql-query\nSELECT TOP 0 * FROM sales.Orders", "#!sql-query\nSELECT o.Ship FROM sales.Orders o", "#!sql-query\nSELECT o. FROM sales.Orders o");
        await notebook.RunAsync(1);

        await notebook.PutCursorBehindAsync(2, "o.Ship");
        await notebook.TabWritesAsync(2, "SELECT o.ShippedAt FROM");
        await notebook.Page.Keyboard.PressAsync("Shift+Tab");
        await Expect(notebook.Page.Locator("#tooltip")).ToContainTextAsync("ShippedAt datetime2(0)");
        await Expect(notebook.Page.Locator("#tooltip")).ToContainTextAsync("When it left the warehouse");
        await notebook.Page.WaitForFunctionAsync("() => getComputedStyle(document.querySelector('#tooltip')).opacity === '1'");
        await notebook.TakePicturesAsync("column-explained");
        await notebook.Page.Keyboard.PressAsync("Escape");

        await notebook.PutCursorBehindAsync(3, "o.");
        await notebook.TabOffersAsync("OrderedAt", "Total");
        await notebook.TakePicturesAsync("columns-offered");
    }
}

using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NotebookSqlAuth.Hosts.Tests.Browser;

/// <summary>Querying, stopping and reloading in Jupyter Notebook, in a real browser.</summary>
[Collection(JupyterNotebook.Name)]
public sealed partial class LiveNotebookTests(JupyterNotebook jupyter)
{
    [Fact]
    public async Task Query_shows_its_rows_coming_and_then_the_table_or_that_it_was_stopped()
    {
        var notebook = await jupyter.OpenSignedInAsync(
            "var kept = 17;",
            "#!sql-query --name orders\nSELECT TOP 30 OrderId, Channel, OrderedAt, ShippedAt, Total\nFROM sales.Orders\nORDER BY OrderId",
            "#!sql-query --name all\nSELECT * FROM sales.Orders",
            "#!sql-query\nSELECT COUNT(*) AS N FROM sales.Orders WHERE OrderId > @kept");
        await notebook.RunAsync(1);
        try
        {
            jupyter.Sandbox.Faults.Tds.DelayRows(TimeSpan.FromMilliseconds(100));
            await notebook.StartAsync(2);
            await Expect(notebook.Output(2).GetByRole(AriaRole.Status)).ToHaveTextAsync(RowsSoFar());
            await notebook.TakePicturesAsync("query-under-way");
            var seen = await notebook.Output(2).GetByRole(AriaRole.Status).InnerTextAsync();
            await Expect(notebook.Output(2)).Not.ToHaveTextAsync(seen);
            jupyter.Sandbox.Faults.Tds.DelayRows(TimeSpan.Zero);
            await notebook.EndedAsync(2);
            await Expect(notebook.Output(2).Locator("caption")).ToHaveTextAsync("orders: 30 rows × 5 columns, first 20 rows shown");
            await Expect(notebook.Output(2).Locator("tbody tr")).ToHaveCountAsync(20);
            await Expect(notebook.Output(2)).Not.ToContainTextAsync("so far");
            await notebook.TakePicturesAsync("query-done");

            jupyter.Sandbox.Faults.Tds.DelayRows(TimeSpan.FromMilliseconds(10));
            await notebook.StartAsync(3);
            await Expect(notebook.Output(3).GetByRole(AriaRole.Status)).ToHaveTextAsync(RowsSoFar());
            await notebook.StopAsync();
            await notebook.EndedAsync(3);
        }
        finally
        {
            jupyter.Sandbox.Faults.Tds.DelayRows(TimeSpan.Zero);
        }

        // Two lines: what became of the rows, and that this was the stop.
        await Expect(notebook.Output(3).Locator(".output_subarea")).ToHaveTextAsync([RowsRead(), Stopped()]);
        await notebook.TakePicturesAsync("query-stopped");
        await notebook.RunAsync(4);
        await notebook.SeesAsync(4, "99983");
    }

    [Fact]
    public async Task Stop_button_ends_an_endless_loop_and_what_was_queued_and_keeps_the_state()
    {
        var notebook = await jupyter.OpenAsync("var kept = 41;", "Console.WriteLine(\"spinning\");\nkept++;\nwhile (true) { }", "kept = -1;", "kept");
        await notebook.RunAsync(0);
        await notebook.StartAsync(1);
        await notebook.SeesAsync(1, "spinning");
        await notebook.StartAsync(2);
        await notebook.StopAsync();
        await notebook.EndedAsync(1);
        await Expect(notebook.Output(1).Locator(".output_subarea")).ToHaveTextAsync([Spinning(), Stopped()]);
        await notebook.TakePicturesAsync("loop-stopped");

        await notebook.RunAsync(3);
        await notebook.SeesAsync(3, "42");
    }

    [Fact]
    public async Task Page_that_is_loaded_again_while_a_cell_runs_finds_the_kernel_at_work_and_its_state_kept()
    {
        var gate = Path.Combine(Path.GetTempPath(), $"nsa-gate-{Guid.NewGuid():N}");
        var notebook = await jupyter.OpenAsync(
            $"Console.WriteLine(\"begun\");\nwhile (!System.IO.File.Exists(\"{gate}\")) {{ await Task.Delay(20); }}\nvar after = \"went on\";", "after");
        await notebook.StartAsync(0);
        await notebook.SeesAsync(0, "begun");
        await notebook.SaveAsync();

        await notebook.ReloadAsync();
        // What Jupyter shows of it: the outputs as saved, and the kernel at work; later outputs went to the page that is gone.
        await notebook.SeesAsync(0, "begun");
        await notebook.BusyAsync();
        await File.WriteAllTextAsync(gate, "", TestContext.Current.CancellationToken);

        await notebook.RunAsync(1);
        await notebook.SeesAsync(1, "went on");
        File.Delete(gate);
    }

    [Fact]
    public async Task Values_tables_errors_and_help_look_as_they_should()
    {
        var notebook = await jupyter.OpenSignedInAsync(
            "\"**markdown** with `code`\".DisplayAs(\"text/markdown\");\ndisplay(HTML(\"<b>bold</b> and <code>code</code>\"));\nnew { Name = \"Ann\", Age = 41, Since = new DateTime(2026, 1, 2) }",
            "new[] { new { City = \"Oslo\", People = 709_037 }, new { City = \"Bergen\", People = 291_940 } }",
            "int Half(int x) => x / (x - x);\nHalf(3)",
            "#!sql-query\nSELECT * FROM types.nvarchar",
            "#!sql-query --server x",
            "#!sql-query\nSELECT Nothing FROM sales.Orders",
            "#!lsmagic",
            "#!whos");
        for (var cell = 1; cell <= 8; cell++)
        {
            await notebook.RunAsync(cell);
        }

        await Expect(notebook.Output(5).GetByRole(AriaRole.Alert)).ToContainTextAsync("has no option");
        await Expect(notebook.Output(5).Locator(".output_error")).ToHaveTextAsync("`#!sql-query` has no option `--server`. [NSA2002]");
        await notebook.Page.SetViewportSizeAsync(1100, 3400);
        await notebook.TakePicturesAsync("values");
        Assert.Empty(await notebook.Page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('.nsa, .nsa-card')].filter(box => box.scrollWidth > box.clientWidth).map(box => box.textContent.slice(0, 80))"));
    }

    [GeneratedRegex(@"^Running: [\d,]+ rows? so far · ")]
    private static partial Regex RowsSoFar();

    [GeneratedRegex(@"^\s*Stopped after [\d,]+ rows?; they are not kept\.\s*$")]
    private static partial Regex RowsRead();

    [GeneratedRegex(@"^\s*spinning\s*$")]
    private static partial Regex Spinning();

    [GeneratedRegex(@"^\s*The cell was stopped\.\s*$")]
    private static partial Regex Stopped();
}

using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NotebookSqlAuth.Hosts.Tests.Browser;

/// <summary>A notebook on the page of Jupyter Notebook 6, used with mouse and keys as a person does.</summary>
internal sealed partial class NotebookPage
{
    private readonly string _file;

    private NotebookPage(IPage page, string file)
    {
        Page = page;
        _file = file;
    }

    /// <summary>Where it is saved.</summary>
    public string SavedAs => _file;

    /// <summary>The tab.</summary>
    public IPage Page { get; }

    /// <summary>Opens it and waits for its kernel.</summary>
    public static async Task<NotebookPage> OpenAsync(Chromium chromium, string address, string file)
    {
        var page = new NotebookPage(await chromium.NewPageAsync(), file);
        await page.Page.GotoAsync(address);
        await page.ReadyAsync();
        return page;
    }

    /// <summary>A cell.</summary>
    public ILocator Cell(int index) => Page.Locator(".cell").Nth(index);

    /// <summary>What stands below a cell.</summary>
    public ILocator Output(int index) => Cell(index).Locator(".output_wrapper");

    /// <summary>A visible piece of what stands below it.</summary>
    public Task SeesAsync(int index, string text) => Expect(Output(index)).ToContainTextAsync(text);

    /// <summary>Starts a cell by its keys, and does not wait for it.</summary>
    public async Task StartAsync(int index)
    {
        await Cell(index).Locator(".CodeMirror").First.ClickAsync();
        await Page.Keyboard.PressAsync("Control+Enter");
    }

    /// <summary>Runs a cell to its end.</summary>
    public async Task RunAsync(int index)
    {
        await StartAsync(index);
        await EndedAsync(index);
    }

    /// <summary>Waits until a cell has its number, which is when it has ended.</summary>
    public Task EndedAsync(int index) =>
        Expect(Cell(index).Locator(".input_prompt")).ToHaveTextAsync(Numbered());

    /// <summary>Presses the stop button.</summary>
    public Task StopAsync() => Page.Locator("button[data-jupyter-action='jupyter-notebook:interrupt-kernel']").ClickAsync();

    /// <summary>Puts the cursor behind a cell's last character.</summary>
    public async Task PutCursorAtEndAsync(int index)
    {
        await Cell(index).Locator(".CodeMirror").First.ClickAsync();
        await Page.Keyboard.PressAsync("Control+End");
    }

    /// <summary>Puts the cursor into a cell's last line, behind a text that it begins with or holds.</summary>
    public async Task PutCursorBehindAsync(int index, string text)
    {
        // The keys find the last line: a click on it lands on another one when the page moves under the mouse.
        await PutCursorAtEndAsync(index);
        await Page.Keyboard.PressAsync("Home");
        var line = await Cell(index).Locator(".CodeMirror-line").Last.InnerTextAsync();
        var steps = line.IndexOf(text, StringComparison.Ordinal) + text.Length;
        for (var step = 0; step < steps; step++)
        {
            await Page.Keyboard.PressAsync("ArrowRight");
        }
    }

    /// <summary>Presses Tab until it has brought a text into a cell.</summary>
    public Task TabWritesAsync(int index, string text) => TabBringsAsync(Cell(index).Locator(".CodeMirror-code"), text);

    /// <summary>Presses Tab until it has brought a list below the cursor, and each of these on it.</summary>
    public async Task TabOffersAsync(params string[] texts)
    {
        await TabBringsAsync(Page.Locator("#complete"), texts[0]);
        foreach (var text in texts)
        {
            await Expect(Offered(text)).ToBeVisibleAsync();
        }
    }

    /// <summary>Follows a link that opens a tab of its own.</summary>
    public Task<IPage> FollowAsync(ILocator link) => Page.Context.RunAndWaitForPageAsync(() => link.ClickAsync());

    /// <summary>Waits until the page shows the kernel at work.</summary>
    public Task BusyAsync() => Expect(Page.Locator("#kernel_indicator_icon")).ToHaveClassAsync(new Regex("kernel_busy_icon"));

    /// <summary>Saves by the keys for it, and reads what lies on the disk.</summary>
    public async Task<string> SaveAsync()
    {
        await Page.Keyboard.PressAsync("Escape");
        await Page.Keyboard.PressAsync("s");
        await Page.WaitForFunctionAsync("() => !Jupyter.notebook.dirty");
        return await File.ReadAllTextAsync(_file, TestContext.Current.CancellationToken);
    }

    /// <summary>Loads the page anew, as F5 does, and waits for the kernel, which has gone on.</summary>
    public async Task ReloadAsync()
    {
        await Page.ReloadAsync();
        await Page.WaitForFunctionAsync(
            "() => window.Jupyter && Jupyter.notebook && Jupyter.notebook.kernel && Jupyter.notebook.kernel.is_connected()");
    }

    /// <summary>A completion on the list below the cursor.</summary>
    public ILocator Offered(string text) => Page.Locator("#complete option").Filter(new() { HasText = text });

    /// <summary>Pictures of the page on a light and on a dark system, for the test's results and for the folder that NOTEBOOKSQLAUTH_PICTURES names.</summary>
    public Task TakePicturesAsync(string name) => Pictures.TakeAsync(Page, name);

    // Pressed again: the page asks no kernel that it holds for busy, as it does for a moment after each answer, and a catalogue
    // is read beside the cells.
    private async Task TabBringsAsync(ILocator where, string text)
    {
        for (var left = 30; ; left--)
        {
            await Page.Keyboard.PressAsync("Tab");
            try
            {
                await Expect(where).ToContainTextAsync(text, new() { Timeout = 2_000 });
                return;
            }
            catch (PlaywrightException) when (left > 0)
            {
                // Not yet.
            }
        }
    }

    private async Task ReadyAsync() => await Page.WaitForFunctionAsync(
        "() => window.Jupyter && Jupyter.notebook && Jupyter.notebook.kernel && Jupyter.notebook.kernel.is_connected() && Jupyter.notebook.kernel.info_reply.status === 'ok'");

    [GeneratedRegex(@"In\s\[\d+\]")]
    private static partial Regex Numbered();
}

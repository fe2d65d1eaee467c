using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace NotebookSqlAuth.Hosts.Tests.Display;

/// <summary>A page that holds outputs, opened in a real browser, with all that it tried to do.</summary>
internal sealed class OutputPage(IPage page)
{
    private const string Address = "https://notebook.example/";

    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ConcurrentQueue<string> _dialogs = new();

    public IPage Page { get; } = page;

    /// <summary>What it asked the network for, itself aside.</summary>
    public IReadOnlyList<string> Requests => [.. _requests.Where(request => request != Address)];

    /// <summary>The dialogs that it opened.</summary>
    public IReadOnlyList<string> Dialogs => [.. _dialogs];

    /// <summary>Shows markup as the body of a page of its own origin; nothing it asks for leaves the machine.</summary>
    public static async Task<OutputPage> OpenAsync(IPage page, string markup, string bodyAttributes = "")
    {
        var opened = new OutputPage(page);
        page.Request += (_, request) => opened._requests.Enqueue(request.Url);
        page.Dialog += async (_, dialog) =>
        {
            opened._dialogs.Enqueue(dialog.Message);
            await dialog.DismissAsync();
        };
        await page.RouteAsync("**/*", route => route.Request.Url == Address
            ? route.FulfillAsync(new()
            {
                ContentType = "text/html; charset=utf-8",
                Body = $"<!doctype html><html lang=en><head><title>Outputs</title><link rel=icon href=data:,></head><body {bodyAttributes}>{markup}</body></html>",
            })
            : route.AbortAsync());
        await page.GotoAsync(Address, new() { WaitUntil = WaitUntilState.Load });

        // Two frames after loading, so that what runs on layout, focus or animation has run.
        await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))");
        return opened;
    }

    /// <summary>Whether a hostile text ran.</summary>
    public Task<bool> RanAsync() => Page.EvaluateAsync<bool>("() => window.xss !== undefined");
}

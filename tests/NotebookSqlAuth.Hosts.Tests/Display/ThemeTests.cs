using System.Text.Json;
using Microsoft.Playwright;
using NotebookSqlAuth.Hosts.Tests.Browser;
using Xunit;

namespace NotebookSqlAuth.Hosts.Tests.Display;

/// <summary>The outputs in light and dark. Where <c>NOTEBOOKSQLAUTH_PICTURES</c> names a folder, their pictures are left there.</summary>
public sealed class ThemeTests
{
    private const string Background = "() => getComputedStyle(document.querySelector('.nsa')).backgroundColor";
    private const string Light = "rgb(255, 255, 255)";
    private const string Dark = "rgb(24, 28, 34)";

    [Theory]
    [InlineData(ColorScheme.Light, "", Light)]
    [InlineData(ColorScheme.Dark, "", Dark)]
    [InlineData(ColorScheme.Dark, "data-jp-theme-light=\"true\"", Light)]
    [InlineData(ColorScheme.Light, "data-jp-theme-light=\"false\"", Dark)]
    [InlineData(ColorScheme.Dark, "class=\"vscode-light\"", Light)]
    [InlineData(ColorScheme.Light, "class=\"vscode-dark\"", Dark)]
    [InlineData(ColorScheme.Light, "class=\"vscode-high-contrast\"", Dark)]
    [InlineData(ColorScheme.Dark, "class=\"vscode-high-contrast vscode-high-contrast-light\"", Light)]
    public async Task The_notebooks_theme_wins_over_the_systems_and_every_text_can_be_read(ColorScheme system, string body, string background)
    {
        await using var browser = await Chromium.StartAsync(system);

        var opened = await OutputPage.OpenAsync(await browser.NewPageAsync(), Gallery.Markup, body);

        Assert.Equal(background, await opened.Page.EvaluateAsync<string>(Background));
        Assert.Empty(await LowContrast.OnAsync(opened.Page));
        if (Pictures.Folder is { } folder && body.Length == 0)
        {
            await opened.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"outputs-{system}.png"), FullPage = true });
        }
    }

    [Fact]
    public async Task A_wide_table_scrolls_in_its_own_box_and_numbers_stand_to_the_right()
    {
        await using var browser = await Chromium.StartAsync();

        var opened = await OutputPage.OpenAsync(await browser.NewPageAsync(), Gallery.Markup);

        Assert.True(await opened.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
        Assert.True(await opened.Page.EvaluateAsync<bool>("() => { const box = document.querySelector('.nsa-scroll'); return box.scrollWidth > box.clientWidth; }"));
        var styles = await opened.Page.EvaluateAsync<JsonElement>("() => { const style = getComputedStyle(document.querySelector('td.nsa-num')); return { align: style.textAlign, numerals: style.fontVariantNumeric }; }");
        Assert.Equal("right", styles.GetProperty("align").GetString());
        Assert.Equal("tabular-nums", styles.GetProperty("numerals").GetString());
    }
}

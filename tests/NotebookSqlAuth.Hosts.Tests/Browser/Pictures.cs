using Microsoft.Playwright;
using NotebookSqlAuth.Hosts.Tests.Display;

namespace NotebookSqlAuth.Hosts.Tests.Browser;

/// <summary>What a page looks like, to be looked at; and, since nobody looks each time, whether all of our text on it can be read.</summary>
internal static class Pictures
{
    /// <summary>Takes one on a light system and one on a dark one.</summary>
    public static async Task TakeAsync(IPage page, string name)
    {
        foreach (var scheme in (ColorScheme[])[ColorScheme.Dark, ColorScheme.Light])
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            var picture = await page.ScreenshotAsync();
            var file = scheme == ColorScheme.Dark ? $"{name}-on-a-dark-system.png" : $"{name}.png";
            TestContext.Current.AddAttachment(file, picture, "image/png");
            if (Environment.GetEnvironmentVariable("NOTEBOOKSQLAUTH_PICTURES") is { Length: > 0 } folder)
            {
                await File.WriteAllBytesAsync(Path.Combine(Directory.CreateDirectory(folder).FullName, file), picture, TestContext.Current.CancellationToken);
            }

            Assert.Empty(await LowContrast.OnAsync(page));
        }
    }
}

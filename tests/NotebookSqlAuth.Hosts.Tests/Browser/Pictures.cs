using Microsoft.Playwright;
using NotebookSqlAuth.Hosts.Tests.Display;

namespace NotebookSqlAuth.Hosts.Tests.Browser;

/// <summary>What a page looks like, to be looked at; and, since nobody looks each time, whether all of our text on it can be read.</summary>
internal static class Pictures
{
    /// <summary>The folder that <c>NOTEBOOKSQLAUTH_PICTURES</c> names, from the repository's own on; null where it names none.</summary>
    public static string? Folder { get; } = Environment.GetEnvironmentVariable("NOTEBOOKSQLAUTH_PICTURES") is { Length: > 0 } named
        ? Directory.CreateDirectory(Repository.PathOf(named)).FullName
        : null;

    /// <summary>Takes one on a light system and one on a dark one.</summary>
    public static async Task TakeAsync(IPage page, string name)
    {
        foreach (var scheme in (ColorScheme[])[ColorScheme.Dark, ColorScheme.Light])
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            var picture = await page.ScreenshotAsync();
            var file = scheme == ColorScheme.Dark ? $"{name}-on-a-dark-system.png" : $"{name}.png";
            TestContext.Current.AddAttachment(file, picture, "image/png");
            if (Folder is not null)
            {
                await File.WriteAllBytesAsync(Path.Combine(Folder, file), picture, TestContext.Current.CancellationToken);
            }

            Assert.Empty(await LowContrast.OnAsync(page));
        }
    }
}

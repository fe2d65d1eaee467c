using Microsoft.Playwright;
using NotebookSqlAuth.Hosts.Tests.Interactive;
using NotebookSqlAuth.Hosts.Tests.Package;
using NotebookSqlAuth.Magics;
using NotebookSqlAuth.Sandbox;
using static Microsoft.Playwright.Assertions;

namespace NotebookSqlAuth.Hosts.Tests.Browser;

/// <summary>The extension on a real page of Jupyter Notebook, in the real .NET Interactive.</summary>
public sealed class HostPageTests(PackageFeed feed)
{
    [Fact]
    public async Task Who_never_read_our_documentation_types_and_sees_the_magics_and_their_help()
    {
        JupyterServer.Require();
        await DotnetInteractive.RequireAsync();
        var package = await feed.PackageAsync();
        var folder = Directory.CreateTempSubdirectory("nsa-host-page-");
        try
        {
            await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);
            await using var chromium = await Chromium.StartAsync(ColorScheme.Light, sandbox.CertificateFile);
            await using var server = await JupyterServer.StartAsync(
                sandbox.EnvironmentVariables.Concat(await HostKernel.InstallAsync(folder)).ToDictionary(StringComparer.Ordinal));
            var file = await server.WriteNotebookAsync(
                HostKernel.Name, $"#i \"nuget:{package.Feed}\"\n#r \"nuget: NotebookSqlAuth, {package.Version}\"", "#!", "#!sql-query -h", "#!sql-query --");
            var notebook = await NotebookPage.OpenAsync(chromium, server.AddressOf(file), file);
            await notebook.RunAsync(0);
            await notebook.SeesAsync(0, "is loaded in .NET Interactive");

            await notebook.PutCursorAtEndAsync(1);
            await notebook.TabOffersAsync("#!aad-login", "#!sql-query");
            await notebook.Offered("#!sql-query").ScrollIntoViewIfNeededAsync();
            await notebook.TakePicturesAsync("host-magics-offered");
            await notebook.Page.Keyboard.PressAsync("Escape");

            await notebook.RunAsync(2);
            await notebook.SeesAsync(2, MagicSet.Find("#!sql-query")!.Options[0].Description);
            await notebook.TakePicturesAsync("host-help");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

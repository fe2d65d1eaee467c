using Microsoft.Playwright;
using NotebookSqlAuth.Hosts.Tests.Running;
using NotebookSqlAuth.Sandbox;

namespace NotebookSqlAuth.Hosts.Tests.Browser;

/// <summary>A real Jupyter Notebook with our kernels, a sandbox that they sign in to, and a browser before it. The first test that is not skipped starts them.</summary>
public sealed class JupyterNotebook : IAsyncDisposable
{
    /// <summary>The tests that share it.</summary>
    public const string Name = "Jupyter Notebook";

    private Chromium? _chromium;
    private SandboxHost? _sandbox;
    private JupyterServer? _server;

    /// <summary>What the kernels sign in to.</summary>
    internal SandboxHost Sandbox => _sandbox!;

    /// <summary>Opens a notebook of these cells, each not run yet, with a kernel of its own.</summary>
    /// <param name="cells">Their text.</param>
    internal Task<NotebookPage> OpenAsync(params string[] cells) => OpenInAsync("notebook-sql", cells);

    /// <summary>The same with a kernel that brings its own sandbox.</summary>
    internal Task<NotebookPage> OpenInSandboxAsync(params string[] cells) => OpenInAsync("notebook-sql-sandbox", cells);

    /// <summary>A notebook whose first cell has signed in and connected.</summary>
    /// <param name="cells">What comes after that one.</param>
    internal async Task<NotebookPage> OpenSignedInAsync(params string[] cells)
    {
        var notebook = await OpenAsync(["#!aad-login\n#!sql-connect", .. cells]);
        await notebook.StartAsync(0);
        await Sandbox.ApproveAsync(await notebook.Output(0).Locator(".nsa-code").InnerTextAsync(), SandboxUser.Alice, TestContext.Current.CancellationToken);
        await notebook.EndedAsync(0);
        await notebook.SeesAsync(0, "Connected");
        return notebook;
    }

    /// <summary>Opens a notebook that was saved.</summary>
    internal async Task<NotebookPage> OpenSavedAsync(string file) =>
        await NotebookPage.OpenAsync(_chromium!, _server!.AddressOf(file), file);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var each in new IAsyncDisposable?[] { _chromium, _server, _sandbox })
        {
            if (each is not null)
            {
                await each.DisposeAsync();
            }
        }
    }

    private async Task<NotebookPage> OpenInAsync(string kernel, string[] cells)
    {
        await StartAsync();
        return await OpenSavedAsync(await _server!.WriteNotebookAsync(kernel, cells));
    }

    private async Task StartAsync()
    {
        JupyterServer.Require();
        IssuedSecrets.WriteDown();
        // So few seconds that the card counts each of them.
        _sandbox ??= await SandboxHost.StartAsync(new SandboxOptions { DeviceCodeLifetime = TimeSpan.FromSeconds(110) }, TestContext.Current.CancellationToken);
        _chromium ??= await Chromium.StartAsync(ColorScheme.Light, _sandbox.CertificateFile);
        _server ??= await JupyterServer.StartAsync(_sandbox.EnvironmentVariables);
    }
}

/// <summary>Says that they do.</summary>
[CollectionDefinition(JupyterNotebook.Name)]
public sealed class JupyterNotebookTests : ICollectionFixture<JupyterNotebook>;

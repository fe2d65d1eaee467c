using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using NotebookSqlAuth.Hosts.Tests.IPython;
using NotebookSqlAuth.Hosts.Tests.Jupyter;
using NotebookSqlAuth.Sandbox;

namespace NotebookSqlAuth.Hosts.Tests.Browser;

/// <summary>A real Jupyter Notebook server with our kernel, a sandbox that its kernels sign in to, and a browser before it.</summary>
public sealed class JupyterNotebook : IAsyncLifetime
{
    private const string Secret = "letmein";

    private readonly InstalledKernels _kernels = new();
    private readonly int _port = FreePort();
    private Process? _server;
    private Chromium? _light;
    private Chromium? _dark;
    private Task _log = Task.CompletedTask;

    /// <summary>What the kernels sign in to.</summary>
    internal SandboxHost Sandbox { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Sandbox = await SandboxHost.StartAsync(
            // So few seconds that the card counts each of them.
            new SandboxOptions { DeviceCodeLifetime = TimeSpan.FromSeconds(110) }, TestContext.Current.CancellationToken);
        await _kernels.InitializeAsync();
    }

    /// <summary>Opens a notebook of these cells, each not run yet, with a kernel of its own.</summary>
    /// <param name="cells">Their text.</param>
    internal async Task<NotebookPage> OpenAsync(params string[] cells)
    {
        Python.Require("notebook");
        var chromium = _light ??= await Chromium.StartAsync(trustedCertificateFile: Sandbox.CertificateFile);
        await StartAsync();
        var file = Path.Combine(_kernels.WorkFolder, $"{Guid.NewGuid():N}.ipynb");
        await File.WriteAllTextAsync(file, Document(cells).ToJsonString(), TestContext.Current.CancellationToken);
        return await NotebookPage.OpenAsync(chromium, AddressOf(file), file);
    }

    /// <summary>Opens a notebook that was saved, as one sees it whose system is dark.</summary>
    internal async Task<NotebookPage> OpenDarkAsync(string file)
    {
        _dark ??= await Chromium.StartAsync(ColorScheme.Dark);
        return await NotebookPage.OpenAsync(_dark, AddressOf(file), file);
    }

    /// <summary>A second tab, on the page where codes are entered.</summary>
    internal async Task<IPage> OpenDevicePageAsync(string address)
    {
        var page = await _light!.NewPageAsync();
        await page.GotoAsync(address);
        return page;
    }

    /// <summary>Has somebody sign in who was shown the code.</summary>
    internal Task ApproveAsync(string code) => Sandbox.ApproveAsync(code, SandboxUser.Alice, TestContext.Current.CancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var chromium in new[] { _light, _dark })
        {
            if (chromium is not null)
            {
                await chromium.DisposeAsync();
            }
        }

        if (_server is not null)
        {
            // As Ctrl+C twice in its terminal does: kernels first, then itself.
            using (var signal = Process.Start("kill", ["-TERM", _server.Id.ToString(CultureInfo.InvariantCulture)]))
            {
                await signal.WaitForExitAsync();
            }

            await _server.WaitForExitAsync();
            await _log;
            _server.Dispose();
        }

        await _kernels.DisposeAsync();
        await Sandbox.DisposeAsync();
    }

    private async Task StartAsync()
    {
        if (_server is not null)
        {
            return;
        }

        var start = new ProcessStartInfo(
            Python.Program,
            ["-m", "notebook", "--no-browser", "--allow-root", "--ip=127.0.0.1", $"--port={_port}", "--port-retries=0", $"--NotebookApp.token={Secret}", $"--notebook-dir={_kernels.WorkFolder}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _kernels.WorkFolder,
        };
        foreach (var (name, value) in _kernels.Environment.Concat(Sandbox.EnvironmentVariables))
        {
            start.Environment[name] = value;
        }

        _server = Process.Start(start)!;
        _log = Task.WhenAll(
            _server.StandardOutput.BaseStream.CopyToAsync(Stream.Null), _server.StandardError.BaseStream.CopyToAsync(Stream.Null));
        using var client = new HttpClient();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (true)
        {
            try
            {
                await client.GetStringAsync(new Uri($"http://127.0.0.1:{_port}/api?token={Secret}"), limit.Token);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
            }
        }
    }

    private string AddressOf(string file) => $"http://127.0.0.1:{_port}/notebooks/{Path.GetFileName(file)}?token={Secret}";

    private static JsonObject Document(string[] cells) => new()
    {
        ["nbformat"] = 4,
        ["nbformat_minor"] = 4,
        ["metadata"] = new JsonObject
        {
            ["kernelspec"] = new JsonObject { ["name"] = "notebook-sql", ["display_name"] = "C# (NotebookSqlAuth)", ["language"] = "C#" },
        },
        ["cells"] = new JsonArray([.. cells.Select(cell => new JsonObject
        {
            ["cell_type"] = "code", ["execution_count"] = null, ["metadata"] = new JsonObject(), ["outputs"] = new JsonArray(), ["source"] = cell,
        })]),
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

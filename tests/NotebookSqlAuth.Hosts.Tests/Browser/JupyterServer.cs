using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using NotebookSqlAuth.Hosts.Tests.Running;

namespace NotebookSqlAuth.Hosts.Tests.Browser;

/// <summary>A real Jupyter Notebook on loopback, apart from the user's own, that offers the kernels which the tool installed.</summary>
internal sealed class JupyterServer : IAsyncDisposable
{
    private const string Program = "/usr/bin/jupyter-notebook";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nsa notebook ");
    private readonly string _token = RandomNumberGenerator.GetHexString(32, lowercase: true);
    private readonly List<string> _log = [];
    private int _notebooks;
    private Process _process = null!;
    private Uri _address = null!;

    private JupyterServer()
    {
    }

    private string WorkFolder => _folder.CreateSubdirectory("work").FullName;

    private string Log
    {
        get
        {
            lock (_log)
            {
                return string.Join('\n', _log);
            }
        }
    }

    /// <summary>Skips the test where the machine has no Jupyter Notebook.</summary>
    public static void Require() =>
        Assert.SkipUnless(File.Exists(Program), $"skipped: needs {Program} (Debian's package jupyter-notebook)");

    /// <summary>Installs both kernels and starts the server.</summary>
    /// <param name="environment">What its kernels find in their environment.</param>
    public static async Task<JupyterServer> StartAsync(IReadOnlyDictionary<string, string> environment)
    {
        var server = new JupyterServer();
        try
        {
            await server.InstallKernelsAsync();
            await server.ServeAsync(environment);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Leaves a notebook there, its cells not run yet.</summary>
    /// <param name="kernel">The kernel's name.</param>
    /// <param name="cells">Their text.</param>
    /// <returns>Its file.</returns>
    public async Task<string> WriteNotebookAsync(string kernel, params string[] cells)
    {
        var notebook = new JsonObject
        {
            ["nbformat"] = 4,
            ["nbformat_minor"] = 4,
            ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["name"] = kernel, ["display_name"] = kernel, ["language"] = "C#" } },
            ["cells"] = new JsonArray([.. cells.Select(cell => new JsonObject
            {
                ["cell_type"] = "code", ["execution_count"] = null, ["metadata"] = new JsonObject(), ["outputs"] = new JsonArray(), ["source"] = cell,
            })]),
        };
        var file = Path.Combine(_folder.CreateSubdirectory(Path.Combine("work", $"{++_notebooks}")).FullName, "orders.ipynb");
        await File.WriteAllTextAsync(file, notebook.ToJsonString(), TestContext.Current.CancellationToken);
        return file;
    }

    /// <summary>Where the browser finds a notebook.</summary>
    public string AddressOf(string file) => new Uri(_address, $"notebooks/{Path.GetRelativePath(WorkFolder, file).Replace('\\', '/')}?token={_token}").AbsoluteUri;

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            // As its user's logging out does: kernels first, then itself.
            using (var signal = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
            {
                await signal.WaitForExitAsync(CancellationToken.None);
            }

            await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(Tool.Patience);
        }

        _process?.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task InstallKernelsAsync()
    {
        foreach (var sandbox in (string[][])[[], ["--sandbox"]])
        {
            var installed = await Tool.RunAsync(["jupyter", "install", "--prefix", _folder.FullName, .. sandbox]);
            Assert.True(installed.ExitCode == 0, installed.Output + installed.Errors);
        }
    }

    private async Task ServeAsync(IReadOnlyDictionary<string, string> environment)
    {
        var port = FreePort();
        var start = new ProcessStartInfo(Program)
        {
            RedirectStandardError = true,
            WorkingDirectory = WorkFolder,
            ArgumentList = { "--no-browser", "--ip=127.0.0.1", $"--port={port}", "--allow-root", "--NotebookApp.terminals_enabled=False" },
        };
        foreach (var (name, folder) in (ReadOnlySpan<(string, string)>)[
            ("HOME", "home"), ("JUPYTER_CONFIG_DIR", "config"), ("JUPYTER_DATA_DIR", "data"), ("JUPYTER_RUNTIME_DIR", "runtime"), ("IPYTHONDIR", "ipython")])
        {
            start.Environment[name] = _folder.CreateSubdirectory(folder).FullName;
        }

        start.Environment["JUPYTER_PATH"] = Path.Combine(_folder.FullName, "share", "jupyter");
        start.Environment["JUPYTER_TOKEN"] = _token;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.Exited += (_, _) => address.TrySetException(new InvalidOperationException("Jupyter Notebook ended: " + Log));
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_log)
            {
                _log.Add(line.Data ?? "");
            }

            // Another port than the one asked for where somebody took it meanwhile.
            if (line.Data is { } said && said.IndexOf("http://127.0.0.1:", StringComparison.Ordinal) is >= 0 and var at)
            {
                address.TrySetResult(new Uri(new Uri(said[at..].Trim()), "/"));
            }
        };
        _process.Start();
        _process.BeginErrorReadLine();
        _address = await address.Task.WaitAsync(Tool.Patience, TestContext.Current.CancellationToken);
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}

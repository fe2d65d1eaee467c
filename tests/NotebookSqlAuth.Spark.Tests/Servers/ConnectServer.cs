using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NotebookSqlAuth.Spark.Tests.Servers;

/// <summary>A real Spark Connect server of its own: a process on loopback with a scratch folder, gone when it is disposed.</summary>
public sealed class ConnectServer : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly StringBuilder _log = new();

    private ConnectServer(Process process, int port, string folder)
    {
        _process = process;
        Port = port;
        Folder = folder;
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>Its address for a client.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"sc://localhost:{Port}");

    /// <summary>Its working folder: artifacts, warehouse, event logs.</summary>
    public string Folder { get; }

    /// <summary>All that it has written to its console so far.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>Starts one and waits until it listens.</summary>
    /// <param name="home">Which Spark.</param>
    /// <param name="port">Where it is to listen; 0 for a free port.</param>
    /// <param name="driverMemory">The driver's heap.</param>
    /// <param name="jars">Further jars, as the JDBC driver.</param>
    /// <param name="settings">Spark settings, each <c>key=value</c>.</param>
    public static async Task<ConnectServer> StartAsync(
        SparkHome home, int port = 0, string driverMemory = "2g", IEnumerable<string>? jars = null, params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("spark-connect-").FullName;
        port = port == 0 ? FreePort() : port;
        var allJars = (home.ConnectJars ?? []).Concat(jars ?? []).ToList();
        var start = new ProcessStartInfo("bash")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SPARK_HOME"] = home.Folder;
        start.Environment["SPARK_LOCAL_IP"] = "127.0.0.1";
        start.Environment["SPARK_LOCAL_DIRS"] = folder;
        string[] all =
        [
            string.Create(CultureInfo.InvariantCulture, $"spark.connect.grpc.binding.port={port}"),
            "spark.connect.grpc.binding.address=127.0.0.1",
            "spark.driver.bindAddress=127.0.0.1",
            "spark.driver.host=127.0.0.1",
            "spark.connect.copyFromLocalToFs.allowDestLocal=true",
            "spark.sql.artifact.copyFromLocalToFs.allowDestLocal=true",
            "spark.ui.enabled=false",
            "spark.sql.shuffle.partitions=2",
            "spark.sql.warehouse.dir=" + Path.Combine(folder, "warehouse"),
            .. settings,
        ];
        string[] arguments =
        [
            home.PathOf("bin", "spark-submit"),
            "--class", "org.apache.spark.sql.connect.service.SparkConnectServer",
            "--master", "local[2]",
            "--driver-memory", driverMemory,
            .. allJars.Count == 0 ? [] : new[] { "--jars", string.Join(',', allJars) },
            .. all.SelectMany(setting => new[] { "--conf", setting }),
            "spark-internal",
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var server = new ConnectServer(Process.Start(start)!, port, folder);
        server._process.OutputDataReceived += server.Keep;
        server._process.ErrorDataReceived += server.Keep;
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        try
        {
            await server.ListensAsync();
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return server;
    }

    /// <summary>Throws with the end of its log where it is gone, so that the test that ended it is found.</summary>
    public void Lives()
    {
        if (_process.HasExited)
        {
            var log = Log;
            throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"The Connect server ended with exit code {_process.ExitCode}:\n{log[Math.Max(0, log.Length - 8_000)..]}"));
        }
    }

    /// <summary>A port of loopback that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Ends it at once, as a crash would; its folder stays until it is disposed.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private void Keep(object sender, DataReceivedEventArgs e)
    {
        lock (_log)
        {
            _log.AppendLine(e.Data);
        }
    }

    private async Task ListensAsync()
    {
        using var patience = new CancellationTokenSource(s_patience);
        while (true)
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException("The Connect server ended before it listened:\n" + Log);
            }

            using var socket = new TcpClient();
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, Port, patience.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(100, patience.Token);
            }
        }
    }
}

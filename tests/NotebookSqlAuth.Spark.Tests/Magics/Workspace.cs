using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NotebookSqlAuth.Sandbox;
using NotebookSqlAuth.Spark.Tests.Servers;
using Yarp.ReverseProxy.Forwarder;

namespace NotebookSqlAuth.Spark.Tests.Magics;

/// <summary>A workspace as one host shows it: the Files API over a folder, and a cluster, which is a Connect server that sees that folder as <c>/Volumes</c>.</summary>
internal sealed class Workspace : IAsyncDisposable
{
    /// <summary>Its one cluster.</summary>
    public const string ClusterId = "0123-456789-loopback";

    private const string Databricks = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d";

    private readonly SandboxCertificate _certificate = SandboxCertificate.Create();
    private readonly DirectoryInfo _volumes;
    private readonly ConnectServer _cluster;
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler { UseProxy = false, EnableMultipleHttp2Connections = true });
    private readonly WebApplication _application;
    private int _refused;

    private Workspace(DirectoryInfo volumes, ConnectServer cluster)
    {
        _volumes = volumes;
        _cluster = cluster;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddHttpForwarder();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(server =>
        {
            server.Limits.MaxRequestBodySize = null;
            server.Listen(IPAddress.Loopback, 0, listen =>
            {
                // gRPC speaks HTTP/2, the Files API's clients either.
                listen.Protocols = HttpProtocols.Http1AndHttp2;
                listen.UseHttps(_certificate.Certificate);
            });
        });
        _application = builder.Build();
        _application.Run(AnswerAsync);
    }

    /// <summary>Its host, with the port that loopback needs.</summary>
    public string Host => string.Create(CultureInfo.InvariantCulture, $"localhost:{new Uri(_application.Urls.Single()).Port}");

    /// <summary>The file to pin it by.</summary>
    public string CertificateFile => _certificate.File;

    /// <summary>Calls without a token for Databricks, or for another cluster.</summary>
    public int Refused => _refused;

    /// <summary>What the Files API has been asked to keep so far, whether or not it is still there.</summary>
    public List<string> Uploads { get; } = [];

    /// <summary>What the next requests for files are answered with, in order, in place of what they ask; 0 is no answer at all.</summary>
    public ConcurrentQueue<int> FileAnswers { get; } = new();

    /// <summary>The requests for files so far: method, escaped path and query.</summary>
    public ConcurrentQueue<string> FileRequests { get; } = new();

    /// <summary>What lies in the volumes now.</summary>
    public IReadOnlyList<string> Files => [.. _volumes.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => file.FullName)];

    public static async Task<Workspace> StartAsync(string spark)
    {
        var folder = Directory.CreateTempSubdirectory("workspace-");
        // Hadoop's own way to give a cluster one name space of several file systems (ViewFs).
        var cluster = await ConnectServer.StartAsync(
            SparkHome.Require(spark),
            settings:
            [
                "spark.hadoop.fs.defaultFS=viewfs://workspace/",
                "spark.hadoop.fs.viewfs.mounttable.workspace.link./Volumes=file://" + folder.FullName,
                "spark.hadoop.fs.viewfs.mounttable.workspace.link./tmp=file:///tmp",
                "spark.sql.warehouse.dir=file://" + Path.Combine(folder.FullName, ".warehouse"),
            ]);
        var workspace = new Workspace(folder, cluster);
        await workspace._application.StartAsync(TestContext.Current.CancellationToken);
        return workspace;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        await _cluster.DisposeAsync();
        _client.Dispose();
        _certificate.Dispose();
        _volumes.Delete(recursive: true);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var isFile = context.Request.Path.StartsWithSegments("/api/2.0/fs", StringComparison.Ordinal, out var file);
        var cluster = context.Request.Headers["x-databricks-cluster-id"].ToString();
        if (!IsForDatabricks(context.Request.Headers.Authorization.ToString()) || (!isFile && cluster != ClusterId))
        {
            Interlocked.Increment(ref _refused);
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (isFile)
        {
            FileRequests.Enqueue($"{context.Request.Method} {context.Request.Path.ToUriComponent()}{context.Request.QueryString}");
            if (FileAnswers.TryDequeue(out var status))
            {
                await RefuseAsync(context, status);
                return;
            }

            await KeepAsync(context, file.Value!);
            return;
        }

        context.Request.Headers.Authorization = default;
        var config = new ForwarderRequestConfig { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        await context.RequestServices.GetRequiredService<IHttpForwarder>().SendAsync(
            context, string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_cluster.Port}"), _client, config);
    }

    private static async Task RefuseAsync(HttpContext context, int status)
    {
        if (status == 0)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return;
        }

        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        context.Response.Headers.RetryAfter = "0";
        context.Response.StatusCode = status;
    }

    // PUT and DELETE of /files and /directories, as docs.databricks.com/api/workspace/files describes them: 204, and 409 for a folder that is not empty.
    [SuppressMessage("Security", "CA3003", Justification = "Only the product's own client, with this run's tokens, reaches this loopback host.")]
    private async Task KeepAsync(HttpContext context, string request)
    {
        var (kind, name) = (request.Split('/')[1], request[(request.IndexOf("/Volumes/", StringComparison.Ordinal) + "/Volumes/".Length)..]);
        var path = Path.Combine(_volumes.FullName, name);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        switch (context.Request.Method, kind)
        {
            case ("PUT", "directories"):
                Directory.CreateDirectory(path);
                break;
            case ("PUT", "files"):
                await using (var file = File.Create(path))
                {
                    await context.Request.Body.CopyToAsync(file, context.RequestAborted);
                }

                Uploads.Add(name);
                break;
            case ("DELETE", "files"):
                File.Delete(path);
                break;
            case ("DELETE", "directories") when !Directory.EnumerateFileSystemEntries(path).Any():
                Directory.Delete(path);
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status409Conflict;
                break;
        }
    }

    /// <summary>The token's signature is its issuer's business; whom it is for is this host's.</summary>
    private static bool IsForDatabricks(string authorization)
    {
        if (authorization.Split('.') is not [_, var payload, _])
        {
            return false;
        }

        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
        return authorization.StartsWith("Bearer ", StringComparison.Ordinal) && claims.RootElement.GetProperty("aud").GetString() == Databricks;
    }
}

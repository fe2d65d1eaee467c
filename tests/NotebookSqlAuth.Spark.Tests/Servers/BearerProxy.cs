using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NotebookSqlAuth.Sandbox;
using Yarp.ReverseProxy.Forwarder;

namespace NotebookSqlAuth.Spark.Tests.Servers;

/// <summary>What stands before a workspace's clusters: takes TLS on loopback alone, checks the bearer and the cluster of each call, and forwards it to a Connect server.</summary>
public sealed class BearerProxy : IAsyncDisposable
{
    // gRPC's status codes (grpc/doc/statuscodes.md).
    private const int Unauthenticated = 16;
    private const int NotFound = 5;

    private readonly WebApplication _application;
    private readonly SandboxCertificate _certificate;
    private readonly HttpMessageInvoker _client;
    private readonly string? _clusterId;
    private readonly string _target;
    private readonly ConcurrentDictionary<string, int> _bearers = new();
    private readonly ConcurrentDictionary<string, bool> _serverlessSessions = new();
    private int _forwarded;
    private int _refused;

    private BearerProxy(int targetPort, string? clusterId)
    {
        _clusterId = clusterId;
        _target = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{targetPort}");
        _certificate = SandboxCertificate.Create();
        _client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            EnableMultipleHttp2Connections = true,
        });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddHttpForwarder();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(server =>
        {
            server.Limits.MaxRequestBodySize = null;
            server.Limits.MinRequestBodyDataRate = null;
            server.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                listen.UseHttps(_certificate.Certificate);
            });
        });
        _application = builder.Build();
        _application.Run(AnswerAsync);
    }

    /// <summary>Where it listens on loopback.</summary>
    public int Port => new Uri(_application.Urls.Single()).Port;

    /// <summary>Its host and port, as a workspace's host is given.</summary>
    public string Host => string.Create(CultureInfo.InvariantCulture, $"localhost:{Port}");

    /// <summary>The file to pin it by.</summary>
    public string CertificateFile => _certificate.File;

    /// <summary>Which bearers it takes; none at first.</summary>
    public Func<string, bool> Accepts { get; set; } = _ => false;

    /// <summary>Calls that reached the server.</summary>
    public int Forwarded => _forwarded;

    /// <summary>Calls that it refused.</summary>
    public int Refused => _refused;

    /// <summary>How many calls came with each bearer.</summary>
    public IReadOnlyDictionary<string, int> Bearers => _bearers;

    /// <summary>The session ids that calls for serverless compute named.</summary>
    public IReadOnlyCollection<string> ServerlessSessions => [.. _serverlessSessions.Keys];

    /// <summary>Starts one before a Connect server.</summary>
    /// <param name="targetPort">The server's port on loopback.</param>
    /// <param name="clusterId">The cluster that each call must name; null for calls that name a serverless session or nothing.</param>
    public static async Task<BearerProxy> StartAsync(int targetPort, string? clusterId = null)
    {
        var proxy = new BearerProxy(targetPort, clusterId);
        await proxy._application.StartAsync(TestContext.Current.CancellationToken);
        return proxy;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _client.Dispose();
        _certificate.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        var bearer = header.StartsWith("Bearer ", StringComparison.Ordinal) ? header["Bearer ".Length..] : "";
        _bearers.AddOrUpdate(bearer, 1, (_, count) => count + 1);
        if (!Accepts(bearer))
        {
            Refuse(context, Unauthenticated, "Credential was not sent or was of an unsupported type for this API.");
            return;
        }

        if (_clusterId is not null && context.Request.Headers["x-databricks-cluster-id"] != _clusterId)
        {
            Refuse(context, NotFound, "No such cluster.");
            return;
        }

        if (context.Request.Headers["x-databricks-session-id"].ToString() is { Length: > 0 } session)
        {
            _serverlessSessions.TryAdd(session, true);
        }

        Interlocked.Increment(ref _forwarded);
        // The bearer is for this place alone.
        context.Request.Headers.Authorization = default;
        var config = new ForwarderRequestConfig
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            ActivityTimeout = TimeSpan.FromMinutes(10),
        };
        await context.RequestServices.GetRequiredService<IHttpForwarder>().SendAsync(context, _target, _client, config);
    }

    private void Refuse(HttpContext context, int status, string message)
    {
        Interlocked.Increment(ref _refused);
        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-status"] = status.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["grpc-message"] = message;
    }
}

using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace NotebookSqlAuth.Spark.Tests.Connect;

/// <summary>A gRPC server that answers every call with one status.</summary>
internal sealed class StatusServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private int _calls;

    private StatusServer(int status, string message, byte[]? details)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        _application = builder.Build();
        _application.Run(context =>
        {
            Interlocked.Increment(ref _calls);
            context.Response.ContentType = "application/grpc";
            context.Response.Headers["grpc-status"] = status.ToString(CultureInfo.InvariantCulture);
            context.Response.Headers["grpc-message"] = message;
            if (details is not null)
            {
                context.Response.Headers["grpc-status-details-bin"] = Convert.ToBase64String(details);
            }

            return Task.CompletedTask;
        });
    }

    internal int Calls => _calls;

    internal string Address => string.Create(CultureInfo.InvariantCulture, $"sc://127.0.0.1:{new Uri(_application.Urls.Single()).Port}");

    internal static async Task<StatusServer> StartAsync(int status, string message, byte[]? details = null)
    {
        var server = new StatusServer(status, message, details);
        await server._application.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}

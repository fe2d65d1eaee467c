using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace NotebookSqlAuth.Spark.Tests.Jdbc;

/// <summary>Stands before a Connect server and loses one setting: the server's answer says that it was set, and it is not.</summary>
internal sealed class SettingLosingProxy : IAsyncDisposable
{
    private const string Setting = "spark.sql.redaction.string.regex";

    // As long, so that no length in the message changes.
    private const string Elsewhere = "spark.sql.redaction.string.lost_";

    private readonly WebApplication _application;
    private readonly HttpMessageInvoker _server = new(new SocketsHttpHandler { UseProxy = false, EnableMultipleHttp2Connections = true });
    private readonly StringBuilder _sent = new();
    private int _settingsLost;

    private SettingLosingProxy(WebApplication application) => _application = application;

    internal string Address { get; private set; } = "";

    /// <summary>How many times it lost it.</summary>
    internal int SettingsLost => Volatile.Read(ref _settingsLost);

    /// <summary>All bytes that clients sent, as text of one byte a character.</summary>
    internal string Sent
    {
        get
        {
            lock (_sent)
            {
                return _sent.ToString();
            }
        }
    }

    internal static async Task<SettingLosingProxy> StartAsync(int serverPort)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var application = builder.Build();
        var proxy = new SettingLosingProxy(application);
        application.Run(context => proxy.ForwardAsync(context, serverPort));
        await application.StartAsync(TestContext.Current.CancellationToken);
        proxy.Address = string.Create(CultureInfo.InvariantCulture, $"sc://localhost:{new Uri(application.Urls.Single()).Port}");
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _server.Dispose();
    }

    private async Task ForwardAsync(HttpContext context, int serverPort)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var text = Encoding.Latin1.GetString(body.ToArray());
        lock (_sent)
        {
            _sent.Append(text);
        }

        // The value begins with the shape of a token; a request that only asks for the setting has none.
        if (context.Request.Path.Value!.EndsWith("/Config", StringComparison.Ordinal) && text.Contains("eyJ", StringComparison.Ordinal))
        {
            text = text.Replace(Setting, Elsewhere, StringComparison.Ordinal);
            Interlocked.Increment(ref _settingsLost);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{serverPort}{context.Request.Path}"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(Encoding.Latin1.GetBytes(text)),
        };
        request.Content.Headers.TryAddWithoutValidation("content-type", "application/grpc");
        request.Headers.TryAddWithoutValidation("te", "trailers");
        using var response = await _server.SendAsync(request, context.RequestAborted);
        context.Response.ContentType = "application/grpc";
        foreach (var header in response.Headers)
        {
            context.Response.Headers[header.Key] = header.Value.ToArray();
        }

        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        foreach (var trailer in response.TrailingHeaders)
        {
            context.Response.AppendTrailer(trailer.Key, trailer.Value.ToArray());
        }
    }
}

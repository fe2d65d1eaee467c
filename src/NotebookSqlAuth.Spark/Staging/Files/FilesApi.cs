using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;
using NotebookSqlAuth.Identity;
using NotebookSqlAuth.Spark.Connect;

namespace NotebookSqlAuth.Spark.Staging.Files;

/// <summary>The Files API of a Databricks workspace (docs.databricks.com/api/workspace/files), for folders and files of volumes.</summary>
internal sealed class FilesApi : IDisposable
{
    private readonly HttpClient _http;
    private readonly BearerSource _bearer;
    private readonly ConnectOptions _options;
    private readonly Uri _workspace;

    [SuppressMessage("Reliability", "CA2000", Justification = "The HttpClient owns the handler.")]
    internal FilesApi(ConnectAddress address, BearerSource bearer, ConnectOptions options)
    {
        _bearer = bearer;
        _options = options;
        _workspace = new UriBuilder(Uri.UriSchemeHttps, address.Host, address.Port).Uri;
        _http = new HttpClient(Handler(address)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Makes a folder and those above it; one that is there already is no error.</summary>
    internal Task CreateFolderAsync(string path, CancellationToken cancellationToken) =>
        RunAsync($"Could not make the folder {path}.", HttpMethod.Put, "directories", path, "", null, cancellationToken);

    /// <summary>Writes a file, in place of one of that name; up to 5 GiB.</summary>
    internal Task UploadAsync(string path, Stream content, IProgress<long> bytesSent, CancellationToken cancellationToken) =>
        RunAsync(
            $"Could not upload {path}.",
            HttpMethod.Put,
            "files",
            path,
            "?overwrite=true",
            renew => new FileContent(content, bytesSent, renew),
            cancellationToken);

    /// <summary>Deletes a file; one that is not there is no error.</summary>
    internal Task DeleteFileAsync(string path, CancellationToken cancellationToken) =>
        RunAsync($"Could not delete {path}.", HttpMethod.Delete, "files", path, "", null, cancellationToken);

    /// <summary>Deletes an empty folder; one that is not there is no error.</summary>
    internal Task DeleteFolderAsync(string path, CancellationToken cancellationToken) =>
        RunAsync($"Could not delete the folder {path}.", HttpMethod.Delete, "directories", path, "", null, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task RunAsync(
        string what, HttpMethod method, string kind, string path, string query, Func<Action, HttpContent>? content, CancellationToken cancellationToken)
    {
        // Segments are escaped one by one: the slashes between them stay.
        var escaped = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        var uri = new Uri(_workspace, $"/api/2.0/fs/{kind}{escaped}{query}");
        var retries = new FilesRetries();
        var renewed = false;
        while (true)
        {
            using var patience = new Patience(_options.NoProgressTimeout, _options.TimeProvider, cancellationToken);
            TimeSpan? wait;
            try
            {
                using var request = new HttpRequestMessage(method, uri) { Content = content?.Invoke(patience.Renew) };
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _bearer(patience.Token));
                using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
                if (response.IsSuccessStatusCode || (method == HttpMethod.Delete && response.StatusCode == HttpStatusCode.NotFound))
                {
                    return;
                }

                // The next try asks for the bearer anew, which renews one that was refused as old.
                wait = response.StatusCode == HttpStatusCode.Unauthorized && !renewed ? TimeSpan.Zero
                    : retries.Next(response.StatusCode, response.Headers.RetryAfter, _options.TimeProvider)
                    ?? throw FilesFaults.Of(what, response.StatusCode, path);
                renewed |= response.StatusCode == HttpStatusCode.Unauthorized;
            }
            catch (HttpRequestException) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellationToken);
            }
            catch (HttpRequestException e) when (!patience.IsOver)
            {
                wait = FilesFaults.IsUntrusted(e) ? null : retries.Next();
                if (wait is null)
                {
                    throw FilesFaults.Unreachable(what, _workspace.Authority, FilesFaults.IsUntrusted(e));
                }
            }
            catch (Exception e) when (patience.IsOver && e is OperationCanceledException or HttpRequestException)
            {
                throw FilesFaults.NoProgress(what, _options.NoProgressTimeout);
            }

            await Task.Delay(wait.Value, _options.TimeProvider, cancellationToken);
        }
    }

    private static SocketsHttpHandler Handler(ConnectAddress address)
    {
        var isLoopback = LoopbackHost.Is(address.Host);
        var handler = new SocketsHttpHandler
        {
            UseProxy = !isLoopback,
            // A bearer follows no redirect.
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(20),
        };
        if (isLoopback && address.CertificateFile is { } file)
        {
            var pinned = PinnedCertificate.Read(file);
            handler.SslOptions.RemoteCertificateValidationCallback =
                (_, presented, _, _) => presented is not null && presented.GetRawCertData().AsSpan().SequenceEqual(pinned);
        }

        return handler;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;

namespace NotebookSqlAuth.Spark.Staging.Files;

/// <summary>A file as the body of a request, sent in pieces that each count as progress; the stream stays open for another try.</summary>
[SuppressMessage("Usage", "CA2213", Justification = "The stream stays open for another try; its owner closes it.")]
internal sealed class FileContent : HttpContent
{
    private const int PieceBytes = 128 << 10;

    private readonly Stream _content;
    private readonly IProgress<long> _bytesSent;
    private readonly Action _moved;

    internal FileContent(Stream content, IProgress<long> bytesSent, Action moved)
    {
        _content = content;
        _bytesSent = bytesSent;
        _moved = moved;
        Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
    }

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var piece = new byte[PieceBytes];
        long sent = 0;
        _content.Position = 0;
        for (int read; (read = await _content.ReadAsync(piece, cancellationToken)) > 0;)
        {
            await stream.WriteAsync(piece.AsMemory(0, read), cancellationToken);
            sent += read;
            _moved();
            _bytesSent.Report(sent);
        }
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = _content.Length;
        return true;
    }
}

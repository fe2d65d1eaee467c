using System.IO.Hashing;
using Google.Protobuf;
using Grpc.Core;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Connect.Protocol;
using Chunk = NotebookSqlAuth.Spark.Connect.Protocol.AddArtifactsRequest.Types.ArtifactChunk;

namespace NotebookSqlAuth.Spark.Connect;

/// <summary>Uploads a file in pieces with a checksum each.</summary>
internal sealed class ArtifactUpload(ConnectClient client, string name)
{
    /// <summary>The piece of Spark's own clients (pyspark.sql.connect.client.artifact.ArtifactManager).</summary>
    private const int ChunkBytes = 32 << 10;

    private string What => $"Could not upload {name}.";

    /// <summary>Whether the server has it already.</summary>
    internal async Task<bool> ExistsAsync(CancellationToken cancellationToken)
    {
        var request = new ArtifactStatusesRequest { SessionId = client.SessionId, UserContext = client.User, ClientType = client.ClientType, Names = { name } };
        var answer = await client.CallAsync(What, (server, options) => server.ArtifactStatusAsync(request, options), [], cancellationToken);
        return answer.Statuses.TryGetValue(name, out var status) && status.Exists;
    }

    /// <summary>Sends it; begins again at the start when the connection breaks.</summary>
    internal async Task RunAsync(Stream content, IProgress<long>? bytesSent, CancellationToken cancellationToken)
    {
        var start = content.Position;
        var retries = client.NewRetries();
        while (true)
        {
            using var patience = new Patience(client.Options.NoProgressTimeout, client.Options.TimeProvider, cancellationToken);
            try
            {
                content.Position = start;
                Check(await SendAsync(content, bytesSent, patience));
                return;
            }
            catch (RpcException e) when (!patience.Token.IsCancellationRequested)
            {
                var wait = retries.Next(e) ?? throw await RefusedAsync(e, cancellationToken);
                await Task.Delay(wait, client.Options.TimeProvider, cancellationToken);
            }
            catch (Exception e) when (patience.Token.IsCancellationRequested && e is OperationCanceledException or RpcException)
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw client.Faults.NoProgress(What);
            }
        }
    }

    private async Task<AddArtifactsResponse> SendAsync(Stream content, IProgress<long>? bytesSent, Patience patience)
    {
        var length = content.Length - content.Position;
        using var call = client.Channel.Client.AddArtifacts(await client.Channel.CallAsync(patience.Token));
        try
        {
            var chunk = await ReadAsync(content, length, patience.Token);
            var sent = (long)chunk.Data.Length;
            await call.RequestStream.WriteAsync(length <= ChunkBytes ? Single(chunk) : Begin(chunk, length), patience.Token);
            while (sent < length)
            {
                bytesSent?.Report(sent);
                patience.Renew();
                chunk = await ReadAsync(content, length - sent, patience.Token);
                var request = Request();
                request.Chunk = chunk;
                await call.RequestStream.WriteAsync(request, patience.Token);
                sent += chunk.Data.Length;
            }

            await call.RequestStream.CompleteAsync();
            bytesSent?.Report(sent);
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException && !patience.Token.IsCancellationRequested)
        {
            // The server has ended the call before the last piece; its answer, awaited below, says why.
            patience.Renew();
        }

        return await call;
    }

    private AddArtifactsRequest Single(Chunk chunk)
    {
        var request = Request();
        request.Batch = new AddArtifactsRequest.Types.Batch
        {
            Artifacts = { new AddArtifactsRequest.Types.SingleChunkArtifact { Name = name, Data = chunk } },
        };
        return request;
    }

    private AddArtifactsRequest Begin(Chunk chunk, long length)
    {
        var request = Request();
        request.BeginChunk = new AddArtifactsRequest.Types.BeginChunkedArtifact
        {
            Name = name,
            TotalBytes = length,
            NumChunks = ((length - 1) / ChunkBytes) + 1,
            InitialChunk = chunk,
        };
        return request;
    }

    private AddArtifactsRequest Request()
    {
        var request = new AddArtifactsRequest { SessionId = client.SessionId, UserContext = client.User, ClientType = client.ClientType };
        if (client.ServerSession is { } serverSession)
        {
            request.ClientObservedServerSideSessionId = serverSession;
        }

        return request;
    }

    private static async Task<Chunk> ReadAsync(Stream content, long left, CancellationToken cancellationToken)
    {
        var buffer = new byte[Math.Min(left, ChunkBytes)];
        await content.ReadExactlyAsync(buffer, cancellationToken);
        return new Chunk { Data = UnsafeByteOperations.UnsafeWrap(buffer), Crc = Crc32.HashToUInt32(buffer) };
    }

    private void Check(AddArtifactsResponse answer)
    {
        if (answer.Artifacts.Count == 0)
        {
            throw new UserError(ErrorCodes.SparkArtifactRefused, What, "The server's answer does not name it, so it may not have kept it.", "Run the cell again; if it stays, show this message to the server's administrator.");
        }

        if (answer.Artifacts.Any(artifact => !artifact.IsCrcSuccessful))
        {
            throw new UserError(
                ErrorCodes.SparkArtifactRefused,
                What,
                "A piece of it arrived at the server broken, and the server discarded it.",
                "Run the cell again; if it stays, something on the way to the server changes data.");
        }
    }

    private async Task<UserError> RefusedAsync(RpcException e, CancellationToken cancellationToken)
    {
        var error = await client.ErrorOfAsync(e, What, [], cancellationToken);
        return error.Code is ErrorCodes.SparkFailed or ErrorCodes.SparkRefused
            ? new UserError(
                ErrorCodes.SparkArtifactRefused,
                What,
                error.Code == ErrorCodes.SparkFailed ? error.Why : "The server takes no files there.",
                "Its administrator allows files on a local file system with spark.connect.copyFromLocalToFs.allowDestLocal=true (3.5) or spark.sql.artifact.copyFromLocalToFs.allowDestLocal=true (4.x).")
            : error;
    }
}

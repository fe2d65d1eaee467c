using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Spark.Arrow;

/// <summary>Record batches as an Arrow IPC stream (Arrow columnar format, "IPC Streaming Format") and back.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "Arrow stream is the format's own name.")]
public static class ArrowStream
{
    /// <summary>Writes schema, batches and end mark. Disposes each batch; leaves the stream open.</summary>
    /// <returns>Rows written.</returns>
    public static long Write(Stream stream, Schema schema, IEnumerable<RecordBatch> batches)
    {
        using var writer = new ArrowStreamWriter(stream, schema, leaveOpen: true);
        writer.WriteStart();
        var rows = 0L;
        foreach (var batch in batches)
        {
            using (batch)
            {
                writer.WriteRecordBatch(batch);
                rows += batch.Length;
            }
        }

        writer.WriteEnd();
        return rows;
    }

    /// <summary>Writes schema, batches as they come, and end mark. Disposes each batch; leaves the stream open.</summary>
    /// <returns>Rows written.</returns>
    public static async Task<long> WriteAsync(
        Stream stream, Schema schema, IAsyncEnumerable<RecordBatch> batches, CancellationToken cancellationToken)
    {
        using var writer = new ArrowStreamWriter(stream, schema, leaveOpen: true);
        await writer.WriteStartAsync(cancellationToken);
        var rows = 0L;
        await foreach (var batch in batches.WithCancellation(cancellationToken))
        {
            using (batch)
            {
                await writer.WriteRecordBatchAsync(batch, cancellationToken);
                rows += batch.Length;
            }
        }

        await writer.WriteEndAsync(cancellationToken);
        return rows;
    }

    /// <summary>Reads a whole stream from memory, of which the batches are copies.</summary>
    /// <inheritdoc cref="Read(Stream)"/>
    public static ArrowContent Read(ReadOnlyMemory<byte> bytes)
    {
        // Arrow's own reader of memory (14.0.2) takes a stream's end mark for a message that is cut short.
        using var stream = MemoryMarshal.TryGetArray(bytes, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);
        return Read(stream);
    }

    /// <summary>Reads a stream to its end mark and leaves it open.</summary>
    /// <exception cref="UserError">It is no Arrow stream, is cut short, or has a type that this side does not read.</exception>
    public static ArrowContent Read(Stream stream)
    {
        using var reader = new ArrowStreamReader(stream, leaveOpen: true);
        var batches = new List<RecordBatch>();
        try
        {
            while (reader.ReadNextRecordBatch() is { } batch)
            {
                batches.Add(batch);
            }

            return new ArrowContent(reader.Schema ?? throw new InvalidDataException("No schema."), batches);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            batches.ForEach(batch => batch.Dispose());
            throw Unreadable(e);
        }
    }

    private static UserError Unreadable(Exception e) => e is NotSupportedException or NotImplementedException || e.Message.Contains("unsupported", StringComparison.Ordinal)
        ? new UserError(
            ErrorCodes.UnsupportedSparkType,
            "A column of the answer is of a type that a DataFrame does not have.",
            "",
            "Cast it in the Spark SQL, e.g. CAST(column AS STRING); DESCRIBE QUERY shows the types.")
        : new UserError(
            ErrorCodes.UnreadableArrow,
            "What came is not a stream of Arrow data, or it is cut short.",
            $"The Arrow reader failed with {e.GetType().Name}.",
            "Run the cell again; if it stays, report it.");
}

/// <summary>What an Arrow stream held.</summary>
/// <param name="Schema">Its schema.</param>
/// <param name="Batches">Its batches; whoever takes them disposes them.</param>
public sealed record ArrowContent(Schema Schema, IReadOnlyList<RecordBatch> Batches);

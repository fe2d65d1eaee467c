using Microsoft.Data.Analysis;
using NotebookSqlAuth.Spark.Arrow;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Spark.Tests.Arrow;

/// <summary>Rows through an Arrow stream and back.</summary>
internal static class IpcRoundTrip
{
    internal static byte[] Write(DataFrame frame, ArrowOptions options, ICollection<string> notices)
    {
        var schema = SparkSchema.Of(frame, options);
        using var stream = new MemoryStream();
        var rows = ArrowStream.Write(stream, schema.Arrow, FrameBatches.Of(frame, schema, options, notices));
        Assert.Equal(frame.Rows.Count, rows);
        return stream.ToArray();
    }

    internal static DataFrame Read(byte[] bytes)
    {
        var content = ArrowStream.Read(bytes);
        return FrameBatches.ToFrame(content.Schema, content.Batches);
    }

    internal static DataFrame Of(DataFrame frame, out List<string> notices, ArrowOptions? options = null)
    {
        notices = [];
        return Read(Write(frame, options ?? new ArrowOptions(), notices));
    }

    internal static async Task<(byte[] Bytes, SparkSchema Schema, StreamedQuery Query)> StreamAsync(
        SqlSession session, string sql, ArrowOptions? arrow = null, QueryOptions? options = null)
    {
        using var stream = new MemoryStream();
        SparkSchema? known = null;
        var query = await SandboxDatabase.StreamAsync(
            session,
            sql,
            (schema, batches, cancellationToken) =>
            {
                known = schema;
                return ArrowStream.WriteAsync(stream, schema.Arrow, batches, cancellationToken);
            },
            arrow,
            options);
        return (stream.ToArray(), known!, query);
    }
}

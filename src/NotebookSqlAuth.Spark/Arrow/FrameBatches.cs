using Apache.Arrow;
using Microsoft.Data.Analysis;

namespace NotebookSqlAuth.Spark.Arrow;

/// <summary>Frames to Arrow record batches and back.</summary>
public static class FrameBatches
{
    /// <summary>Cuts a frame into batches within the bounds of the options. The caller disposes each batch.</summary>
    /// <param name="frame">Rows × columns; a null of a column is a null of the field.</param>
    /// <param name="schema">Made of the same frame with the same options.</param>
    /// <param name="options">The bounds of a batch.</param>
    /// <param name="notices">Gets a line for each column of which values were changed by a documented rule.</param>
    public static IEnumerable<RecordBatch> Of(DataFrame frame, SparkSchema schema, ArrowOptions options, ICollection<string> notices) =>
        throw new NotImplementedException();

    /// <summary>Makes one frame of batches that share a schema, those of Spark's own answers included.</summary>
    public static DataFrame ToFrame(Schema schema, IEnumerable<RecordBatch> batches) => throw new NotImplementedException();
}

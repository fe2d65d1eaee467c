using System.Buffers;
using Apache.Arrow;

namespace NotebookSqlAuth.Spark.Staging.Parquet;

/// <summary>Writes the values of one Arrow array as Parquet's PLAIN encoding; nulls are none of its business.</summary>
internal abstract class ValueEncoder
{
    /// <summary>Writes rows that all hold a value. Indexes count from the buffers' start.</summary>
    internal abstract void Append(ArrayData data, int start, int count, ArrayBufferWriter<byte> page);

    /// <summary>How many rows from a row on fit into so many bytes; 1 at least.</summary>
    internal abstract int RowsWithin(ArrayData data, int start, int count, int bytes);

    /// <summary>Called before a page is taken: what does not end on a byte is written out.</summary>
    internal virtual void EndPage(ArrayBufferWriter<byte> page)
    {
    }
}

using Microsoft.Data.SqlClient;
using NotebookSqlAuth.Spark.Arrow.Buffers;

namespace NotebookSqlAuth.Spark.Arrow.FromReader;

/// <summary>Values of one fixed size.</summary>
internal abstract class FixedReaderColumn<T>(SparkField field) : ReaderColumn
    where T : unmanaged
{
    private readonly FixedBuffer<T> _buffer = new();

    /// <summary>What is made.</summary>
    protected SparkField Field { get; } = field;

    internal sealed override void Append(SqlDataReader reader, int ordinal)
    {
        if (reader.IsDBNull(ordinal))
        {
            _buffer.AddNull();
        }
        else
        {
            _buffer.Add(Read(reader, ordinal));
        }
    }

    internal sealed override void Finish(int rows, BatchBuilder batch) => Finish(_buffer, rows, batch);

    /// <summary>Adds the array.</summary>
    protected virtual void Finish(FixedBuffer<T> buffer, int rows, BatchBuilder batch) => buffer.Finish(rows, batch, Field.Type.Arrow);

    /// <summary>Reads the value, which is not NULL.</summary>
    protected abstract T Read(SqlDataReader reader, int ordinal);
}

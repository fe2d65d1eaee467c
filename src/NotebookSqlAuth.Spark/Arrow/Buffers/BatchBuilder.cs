using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Apache.Arrow;
using Apache.Arrow.Types;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Spark.Arrow.Buffers;

/// <summary>Puts one record batch together, field by field, and keeps book of its pooled memory.</summary>
internal sealed class BatchBuilder(Schema schema)
{
    private readonly List<IArrowArray> _arrays = new(schema.FieldsList.Count);
    private readonly List<byte[]> _rented = [];

    /// <summary>Pooled memory that belongs to the batch; what it holds is left from before.</summary>
    internal Memory<byte> Rent(int bytes)
    {
        var rented = ArrayPool<byte>.Shared.Rent(bytes);
        _rented.Add(rented);
        return rented.AsMemory(0, bytes);
    }

    /// <summary>Takes pooled memory over.</summary>
    internal ArrowBuffer Own(PooledBuffer buffer, int bytes)
    {
        var rented = buffer.Detach();
        if (rented.Length == 0)
        {
            return ArrowBuffer.Empty;
        }

        _rented.Add(rented);
        return new ArrowBuffer(rented.AsMemory(0, bytes));
    }

    /// <summary>Adds the next field's array: its validity bitmap (empty where nothing is NULL), then its other buffers.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The array is disposed with the batch.")]
    internal void Add(IArrowType type, int rows, int nullCount, params ArrowBuffer[] buffers) =>
        _arrays.Add(ArrowArrayFactory.BuildArray(new ArrayData(type, rows, nullCount, 0, buffers, null)));

    /// <exception cref="UserError">A field that was promised without NULL has one.</exception>
    internal RecordBatch Build(int rows)
    {
        for (var i = 0; i < _arrays.Count; i++)
        {
            if (_arrays[i].NullCount > 0 && !schema.FieldsList[i].IsNullable)
            {
                throw new UserError(
                    ErrorCodes.ValueOutOfRange,
                    $"The column `{schema.FieldsList[i].Name}` holds NULL, although it was said to hold none.",
                    "Spark would take the NULL for a value.",
                    "Run the cell again.");
            }
        }

        return new PooledBatch(schema, _arrays, rows, _rented);
    }
}

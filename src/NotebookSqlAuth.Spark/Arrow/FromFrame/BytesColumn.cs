using NotebookSqlAuth.Frames;

namespace NotebookSqlAuth.Spark.Arrow.FromFrame;

/// <summary>byte[].</summary>
internal sealed class BytesColumn(SparkField field, BinaryDataFrameColumn column) : VariableColumn(field)
{
    protected override void Append(long start, int count, long maxBytes)
    {
        for (var row = start; row < start + count && Buffer.Data.Length <= maxBytes; row++)
        {
            if (column[row] is { } bytes)
            {
                bytes.CopyTo(Buffer.Data.Free(bytes.Length));
                Buffer.Data.Advance(bytes.Length);
                Buffer.EndValue();
            }
            else
            {
                Buffer.AddNull();
            }
        }
    }
}

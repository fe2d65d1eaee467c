using Microsoft.Data.Analysis;
using NotebookSqlAuth.Spark.Arrow.Buffers;
using NotebookSqlAuth.Spark.Arrow.Values;

namespace NotebookSqlAuth.Spark.Arrow.FromFrame;

/// <summary>Values of a fixed size that become texts.</summary>
internal abstract class FormattedColumn<T>(SparkField field, PrimitiveDataFrameColumn<T> column) : VariableColumn(field)
    where T : unmanaged
{
    private readonly PrimitiveSource<T> _source = new(column);

    protected sealed override void Append(long start, int count, long maxBytes)
    {
        while (count > 0)
        {
            var row = start;
            var part = _source.PartOf(ref row);
            var values = part.Values.Span[(int)row..];
            values = values[..Math.Min(values.Length, count)];
            for (var i = 0; i < values.Length; i++)
            {
                if (part.IsValid((int)row + i))
                {
                    Format(Buffer, values[i]);
                }
                else
                {
                    Buffer.AddNull();
                }

                if (Buffer.Data.Length > maxBytes)
                {
                    return;
                }
            }

            start += values.Length;
            count -= values.Length;
        }
    }

    /// <summary>Appends one value.</summary>
    protected abstract void Format(VariableBuffer buffer, T value);
}

/// <summary>Guid, in capital letters as SQL Server writes it.</summary>
internal sealed class GuidColumn(SparkField field, PrimitiveDataFrameColumn<Guid> column) : FormattedColumn<Guid>(field, column)
{
    protected override void Format(VariableBuffer buffer, Guid value) => Texts.Append(buffer, value);
}

/// <summary>TimeSpan; see <see cref="Texts.Append(VariableBuffer, TimeSpan, int)"/>.</summary>
internal sealed class TimeColumn(SparkField field, PrimitiveDataFrameColumn<TimeSpan> column, int scale) : FormattedColumn<TimeSpan>(field, column)
{
    protected override void Format(VariableBuffer buffer, TimeSpan value) => Texts.Append(buffer, value, scale);
}

/// <summary>char: a text of one UTF-16 unit.</summary>
internal sealed class CharColumn(SparkField field, PrimitiveDataFrameColumn<char> column) : FormattedColumn<char>(field, column)
{
    private readonly Changes _surrogates = new(field.Name, Changes.Surrogate);

    internal override IEnumerable<string> Notices => _surrogates.Notice is { } notice ? [notice] : [];

    protected override void Format(VariableBuffer buffer, char value) => Texts.Append(buffer, [value], Field.Name, _surrogates);
}

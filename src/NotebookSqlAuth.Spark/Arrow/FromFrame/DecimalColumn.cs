using Microsoft.Data.Analysis;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Arrow.Values;

namespace NotebookSqlAuth.Spark.Arrow.FromFrame;

/// <summary>decimal, brought to the field's scale.</summary>
internal sealed class DecimalColumn(SparkField field, PrimitiveDataFrameColumn<decimal> column, int precision, int scale)
    : ConvertedColumn<decimal, Int128>(field, column)
{
    private readonly DecimalScale _scale = new(precision, scale);

    protected override void Convert(ReadOnlySpan<decimal> source, Span<Int128> target, ReadOnlySpan<byte> validity)
    {
        target = target[..source.Length];
        for (var i = 0; i < source.Length; i++)
        {
            if (!_scale.TryScale(source[i], out target[i]) && IsValid(validity, i))
            {
                throw new UserError(
                    ErrorCodes.ValueOutOfRange,
                    $"A value of the column `{Field.Name}` no longer fits {Field.Type.Json}.",
                    "It was changed while the frame was being handed over.",
                    "Run the cell again.");
            }
        }
    }
}

using System.Globalization;
using System.Runtime.InteropServices;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Arrow.Buffers;

namespace NotebookSqlAuth.Spark.Arrow.ToFrame;

/// <summary>Values of one fixed size in Arrow that become values of another in the frame.</summary>
internal abstract class ConvertedArrayColumn<TSource, TTarget>(string name, ColumnOver create) : PrimitiveArrayColumn<TTarget>(create)
    where TSource : unmanaged
    where TTarget : unmanaged
{
    protected sealed override void Read(ReadOnlySpan<byte> values, int start, int rows, ReadOnlySpan<byte> validity, Span<TTarget> target)
    {
        var source = MemoryMarshal.Cast<byte, TSource>(values).Slice(start, rows);
        for (var i = 0; i < source.Length; i++)
        {
            if ((validity.IsEmpty || Bitmap.IsSet(validity, start + i)) && !TryConvert(source[i], out target[i]))
            {
                throw new UserError(
                    ErrorCodes.ValueOutOfRange,
                    $"A value of the column `{name}` is beyond what a {typeof(TTarget).Name} of .NET holds.",
                    "",
                    string.Create(CultureInfo.InvariantCulture, $"Cast it in the Spark SQL: CAST(`{name.Replace("`", "``", StringComparison.Ordinal)}` AS STRING)."));
            }
        }
    }

    /// <returns>False where the target cannot hold the value.</returns>
    protected abstract bool TryConvert(TSource value, out TTarget converted);
}

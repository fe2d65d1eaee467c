using Microsoft.Data.Analysis;

namespace NotebookSqlAuth.Spark.Arrow.ToFrame;

/// <summary>decimal128 to System.Decimal, which has 96 bits and 28 digits behind the point; zeros at the end may go.</summary>
internal sealed class DecimalArrayColumn(string name, int scale)
    : ConvertedArrayColumn<Int128, decimal>(name, (column, values, validity, length, nulls) => new DecimalDataFrameColumn(column, values, validity, length, nulls))
{
    private const int MaxScale = 28;

    private static readonly UInt128 s_end = UInt128.One << 96;

    protected override bool TryConvert(Int128 value, out decimal converted)
    {
        var digits = (UInt128)Int128.Abs(value);
        var places = scale;
        while ((digits >= s_end || places > MaxScale) && places > 0)
        {
            (var shorter, var last) = UInt128.DivRem(digits, 10);
            if (last != 0)
            {
                break;
            }

            (digits, places) = (shorter, places - 1);
        }

        if (digits >= s_end || places > MaxScale)
        {
            converted = default;
            return false;
        }

        var low = (ulong)digits;
        converted = new decimal((int)low, (int)(low >> 32), (int)(uint)(digits >> 64), Int128.IsNegative(value), (byte)places);
        return true;
    }
}

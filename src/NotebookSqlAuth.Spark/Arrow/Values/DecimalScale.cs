using System.Data.SqlTypes;

namespace NotebookSqlAuth.Spark.Arrow.Values;

/// <summary>Brings decimals to one precision and scale, as whole numbers of 128 bits, exactly or not at all.</summary>
internal sealed class DecimalScale
{
    /// <summary>What 128 bits hold (Arrow's decimal128, Spark's DecimalType, SQL Server's decimal).</summary>
    internal const int MaxPrecision = 38;

    private static readonly UInt128[] s_powers = Powers();

    private readonly int _scale;

    /// <summary>The largest whole number that may be multiplied by a power of ten and still has no more digits than the precision.</summary>
    private readonly UInt128[] _largest;

    /// <summary>The largest whole number of 64 bits that has no more digits than the precision.</summary>
    private readonly ulong _largestLow;

    internal DecimalScale(int precision, int scale)
    {
        _scale = scale;
        _largest = [.. s_powers.Select(power => (s_powers[precision] - 1) / power)];
        _largestLow = (ulong)UInt128.Min(_largest[0], ulong.MaxValue);
    }

    internal bool TryScale(decimal value, out Int128 scaled)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var low = ((ulong)(uint)parts[1] << 32) | (uint)parts[0];
        if (parts[2] == 0 && ((parts[3] >> 16) & 0xFF) == _scale && low <= _largestLow)
        {
            // What nearly all values of a column are: nothing to multiply.
            scaled = parts[3] < 0 ? -(Int128)low : low;
            return true;
        }

        var digits = new UInt128((uint)parts[2], low);
        return TryScale(digits, (parts[3] >> 16) & 0xFF, parts[3] < 0, out scaled);
    }

    internal bool TryScale(SqlDecimal value, out Int128 scaled)
    {
        Span<uint> parts = stackalloc uint[4];
        value.WriteTdsValue(parts);
        var digits = new UInt128(((ulong)parts[3] << 32) | parts[2], ((ulong)parts[1] << 32) | parts[0]);
        return TryScale(digits, value.Scale, !value.IsPositive, out scaled);
    }

    private bool TryScale(UInt128 digits, int scale, bool negative, out Int128 scaled)
    {
        var exact = true;
        if (scale < _scale)
        {
            exact = digits <= _largest[_scale - scale];
            digits *= s_powers[_scale - scale];
        }
        else if (scale > _scale)
        {
            (digits, var cutOff) = UInt128.DivRem(digits, s_powers[scale - _scale]);
            exact = cutOff == 0;
        }

        scaled = negative ? -(Int128)digits : (Int128)digits;
        return exact && digits <= _largest[0];
    }

    private static UInt128[] Powers()
    {
        var powers = new UInt128[MaxPrecision + 1];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }
}

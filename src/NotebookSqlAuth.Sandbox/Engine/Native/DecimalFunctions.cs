using System.Globalization;
using System.Numerics;
using DuckDB.NET.Data;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Decimal arithmetic beyond DuckDB's: its quotients are doubles, its products stop at 38 digits before rounding.</summary>
internal static class DecimalFunctions
{
    public static void Register(DuckDBConnection connection)
    {
        NativeFunction.Add<string, string, int, int, string>(connection, "t_divide", Divide);
        NativeFunction.Add<string, string, int, int, string>(connection, "t_multiply", Multiply);
        NativeFunction.Add<string, string, int, int, string>(connection, "t_add", Add);
        NativeFunction.Add<string, string, int, int, string>(connection, "t_modulo", Modulo);
        NativeFunction.Add<string, int, int, string>(connection, "t_round", Round);
    }

    /// <summary>Digits beyond the result's scale are cut, not rounded: <c>2.0 / 3</c> is 0.666666.</summary>
    private static string Divide(string left, string right, int precision, int scale)
    {
        var (a, b) = (Number.Parse(left), Number.Parse(right));
        if (b.Digits.IsZero)
        {
            throw NativeError.Exception(8134, 16, "Divide by zero error encountered.");
        }

        var shift = scale - a.Scale + b.Scale;
        var numerator = shift >= 0 ? a.Digits * BigInteger.Pow(10, shift) : a.Digits / BigInteger.Pow(10, -shift);
        return Write(numerator / b.Digits, precision, scale);
    }

    private static string Multiply(string left, string right, int precision, int scale)
    {
        var (a, b) = (Number.Parse(left), Number.Parse(right));
        return Write(Rescale(a.Digits * b.Digits, a.Scale + b.Scale, scale), precision, scale);
    }

    private static string Add(string left, string right, int precision, int scale)
    {
        var (a, b) = (Number.Parse(left), Number.Parse(right));
        var common = Math.Max(a.Scale, b.Scale);
        return Write(Rescale(Rescale(a.Digits, a.Scale, common) + Rescale(b.Digits, b.Scale, common), common, scale), precision, scale);
    }

    private static string Modulo(string left, string right, int precision, int scale)
    {
        var (a, b) = (Number.Parse(left), Number.Parse(right));
        if (b.Digits.IsZero)
        {
            throw NativeError.Exception(8134, 16, "Divide by zero error encountered.");
        }

        var common = Math.Max(a.Scale, b.Scale);
        var remainder = BigInteger.Remainder(Rescale(a.Digits, a.Scale, common), Rescale(b.Digits, b.Scale, common));
        return Write(Rescale(remainder, common, scale), precision, scale);
    }

    /// <summary>ROUND keeps the scale; a negative length rounds before the decimal point. <paramref name="cut"/> other than 0 truncates.</summary>
    private static string Round(string text, int length, int cut)
    {
        var number = Number.Parse(text);
        var drop = Math.Min(number.Scale - length, 40);
        if (drop <= 0)
        {
            return text;
        }

        var unit = BigInteger.Pow(10, drop);
        var kept = cut != 0 ? number.Digits / unit : Rescale(number.Digits, drop, 0);
        return Write(kept * unit, 38, number.Scale);
    }

    /// <summary>Rounds half away from zero where digits are lost.</summary>
    private static BigInteger Rescale(BigInteger digits, int from, int to)
    {
        if (to >= from)
        {
            return digits * BigInteger.Pow(10, to - from);
        }

        var unit = BigInteger.Pow(10, from - to);
        var (quotient, remainder) = (BigInteger.Divide(digits, unit), BigInteger.Remainder(digits, unit));
        return BigInteger.Abs(remainder) * 2 >= unit ? quotient + digits.Sign : quotient;
    }

    private static string Write(BigInteger digits, int precision, int scale)
    {
        if (BigInteger.Abs(digits) >= BigInteger.Pow(10, precision))
        {
            throw NativeError.Exception(8115, 16, "Arithmetic overflow error converting expression to data type numeric.");
        }

        var text = BigInteger.Abs(digits).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        var sign = digits.Sign < 0 ? "-" : string.Empty;
        return scale == 0 ? sign + text : $"{sign}{text[..^scale]}.{text[^scale..]}";
    }

    private readonly record struct Number(BigInteger Digits, int Scale)
    {
        public static Number Parse(string text)
        {
            var point = text.IndexOf('.', StringComparison.Ordinal);
            return point < 0
                ? new Number(BigInteger.Parse(text, CultureInfo.InvariantCulture), 0)
                : new Number(BigInteger.Parse(text.Remove(point, 1), CultureInfo.InvariantCulture), text.Length - point - 1);
        }
    }
}

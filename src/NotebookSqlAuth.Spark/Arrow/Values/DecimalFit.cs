using System.Globalization;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Frames;
using NotebookSqlAuth.Spark.Arrow.FromFrame;

namespace NotebookSqlAuth.Spark.Arrow.Values;

/// <summary>Finds the precision and scale that every value of a frame's column fits exactly.</summary>
internal static class DecimalFit
{
    /// <summary>What PySpark and .NET for Apache Spark take a decimal of unknown precision for.</summary>
    private const int DefaultScale = 18;

    /// <summary>
    /// The SQL type's own where all values fit it; else decimal(38,18); else decimal(38,s) with the least s from 18 up, or the greatest
    /// below it, that all values fit.
    /// </summary>
    /// <exception cref="UserError">None fits: the column has values with many digits before the point and others with many behind it.</exception>
    internal static (int Precision, int Scale) Of(string name, PrimitiveSource<decimal> values, SqlColumn? sql, out string? notice)
    {
        notice = null;
        var declared = sql is null ? (DecimalScale.MaxPrecision, DefaultScale) : SparkTypeMap.DecimalOf(sql);
        if (AllFit(values, declared))
        {
            return declared;
        }

        var (before, behind) = Digits(values);
        if (before + behind > DecimalScale.MaxPrecision)
        {
            throw new UserError(
                ErrorCodes.ValueOutOfRange,
                $"The values of the column `{name}` do not fit one Spark decimal.",
                string.Create(CultureInfo.InvariantCulture, $"They need {before} digits before the point and {behind} behind it; a decimal has {DecimalScale.MaxPrecision} in all."),
                "Round the column first, e.g. decimal.Round(value, 8) for each of its values.");
        }

        var chosen = (DecimalScale.MaxPrecision, Math.Max(behind, Math.Min(DefaultScale, DecimalScale.MaxPrecision - before)));
        notice = string.Create(
            CultureInfo.InvariantCulture,
            $"`{name}` goes as decimal({chosen.MaxPrecision},{chosen.Item2}): its values do not fit decimal({declared.Item1},{declared.Item2}).");
        return chosen;
    }

    private static bool AllFit(PrimitiveSource<decimal> values, (int Precision, int Scale) type)
    {
        var scale = new DecimalScale(type.Precision, type.Scale);
        foreach (var part in values.Parts())
        {
            var span = part.Values.Span;
            for (var i = 0; i < span.Length; i++)
            {
                if (!scale.TryScale(span[i], out _) && part.IsValid(i))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static (int Before, int Behind) Digits(PrimitiveSource<decimal> values)
    {
        var (before, behind) = (0, 0);
        foreach (var part in values.Parts())
        {
            var span = part.Values.Span;
            for (var i = 0; i < span.Length; i++)
            {
                if (part.IsValid(i))
                {
                    // Dividing by one with a full scale takes trailing zeros away.
                    var value = Math.Abs(span[i] / 1.0000000000000000000000000000m);
                    behind = Math.Max(behind, value.Scale);
                    var whole = decimal.Truncate(value);
                    before = Math.Max(before, whole == 0 ? 0 : whole.ToString(CultureInfo.InvariantCulture).Length);
                }
            }
        }

        return (before, behind);
    }
}

using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Arrow.FromFrame;

namespace NotebookSqlAuth.Spark.Arrow.Values;

/// <summary>Tells a column of instants from one of times that a clock shows.</summary>
internal static class TimeKinds
{
    /// <summary>Whether all values are of kind Utc or Local; those of kind Unspecified, as all of a query's, are a clock's.</summary>
    /// <exception cref="UserError">Both occur.</exception>
    internal static bool AreInstants(string name, PrimitiveSource<DateTime> values)
    {
        var (instants, clocks) = (false, false);
        foreach (var part in values.Parts())
        {
            var span = part.Values.Span;
            for (var i = 0; i < span.Length; i++)
            {
                if (part.IsValid(i))
                {
                    var isClock = span[i].Kind == DateTimeKind.Unspecified;
                    instants |= !isClock;
                    clocks |= isClock;
                }
            }
        }

        return instants && clocks
            ? throw new UserError(
                ErrorCodes.MixedTimeKinds,
                $"The column `{name}` mixes times with a zone (kind Utc or Local) and without one.",
                "Spark keeps the one as TIMESTAMP and the other as TIMESTAMP_NTZ.",
                "Give all of them one kind: DateTime.SpecifyKind(value, DateTimeKind.Utc).")
            : instants;
    }

    internal static string TakenAsUtc(string field) => $"The times of `{field}` have no zone and are taken to be UTC, since this Spark has no TIMESTAMP_NTZ.";
}

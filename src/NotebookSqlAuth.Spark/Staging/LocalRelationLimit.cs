using System.Globalization;
using NotebookSqlAuth.Spark.Connect;

namespace NotebookSqlAuth.Spark.Staging;

/// <summary>Up to which size rows travel inside the plan.</summary>
internal static class LocalRelationLimit
{
    /// <summary>
    /// The threshold of newer servers, which holds for older ones too: theirs is 64 MiB, and rows in a plan are paid for in every
    /// query that names them (56 MB took 7 to 12 s a query on Spark 3.5.1 and 4.1.4, and as files 0.6 to 2.4 s).
    /// </summary>
    private const long LargestBytes = 1L << 20;

    internal static async Task<long> OfAsync(ConnectSession session, CancellationToken cancellationToken)
    {
        var setting = await session.GetConfigAsync("spark.sql.session.localRelationCacheThreshold", cancellationToken);
        return long.TryParse(setting, NumberStyles.Integer, CultureInfo.InvariantCulture, out var bytes)
            ? Math.Clamp(bytes, 0, LargestBytes)
            : LargestBytes;
    }
}

using System.Globalization;
using System.Numerics;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Spark.Jdbc;

/// <summary>Where a read is cut: one condition in T-SQL for each partition. Each row fulfils exactly one.</summary>
internal sealed record PartitionRanges(IReadOnlyList<string> Predicates, IReadOnlyList<string> Notices)
{
    /// <summary>Asks the server for the bounds and cuts between them.</summary>
    internal static async Task<PartitionRanges> FindAsync(SqlSession session, JdbcSource source, int partitions, CancellationToken cancellationToken)
    {
        var (least, greatest) = partitions == 1 ? (null, null) : await source.BoundsAsync(session, cancellationToken);
        if (least is null || greatest is null)
        {
            return new(["1 = 1"], partitions == 1 ? [] : [$"`{source.SplitBy.Name}` has no value, so there is one partition."]);
        }

        var (low, high) = (source.Axis.ToStep(least), source.Axis.ToStep(greatest));
        var predicates = Cut(low, high, partitions, source.SplitColumn, source.Axis.ToSql);
        var few = predicates.Count == 1
            ? string.Create(CultureInfo.InvariantCulture, $"has one value only, so there is 1 partition and not {partitions}.")
            : string.Create(CultureInfo.InvariantCulture, $"has {predicates.Count} different values at most, so there are {predicates.Count} partitions and not {partitions}.");
        return new(predicates, predicates.Count == partitions ? [] : [$"`{source.SplitBy.Name}` {few}"]);
    }

    /// <summary>Cuts the steps from low to high into equal parts. The first takes NULL and all below, the last all above: rows may have come since.</summary>
    private static List<string> Cut(BigInteger low, BigInteger high, int partitions, string column, Func<BigInteger, string> toSql)
    {
        var steps = high - low + 1;
        var count = (int)BigInteger.Min(partitions, steps);
        if (count == 1)
        {
            return ["1 = 1"];
        }

        var cuts = Enumerable.Range(1, count - 1).Select(index => toSql(low + (steps * index / count))).ToList();
        return
        [
            $"{column} < {cuts[0]} OR {column} IS NULL",
            .. cuts.Zip(cuts.Skip(1), (from, to) => $"{column} >= {from} AND {column} < {to}"),
            $"{column} >= {cuts[^1]}",
        ];
    }
}

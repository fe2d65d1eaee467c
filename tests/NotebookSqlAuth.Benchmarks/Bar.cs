using System.Globalization;

namespace NotebookSqlAuth.Benchmarks;

/// <summary>How much faster than its peers a way has to be, or how much slower it may be.</summary>
/// <param name="Way">The way, by its name.</param>
/// <param name="Peers">The ways that it is measured against; of several, the sum.</param>
/// <param name="Time">Which of its times.</param>
/// <param name="Limit">At least this many times as fast where <paramref name="IsFaster"/>, else at most this many times as long.</param>
/// <param name="IsFaster">Which of both.</param>
internal sealed record Bar(string Way, IReadOnlyList<string> Peers, Func<WayTime, double> Time, double Limit, bool IsFaster)
{
    /// <summary>All that are held.</summary>
    public static IReadOnlyList<Bar> All { get; } =
    [
        new(Ways.FrameByConnect, [Ways.CachedLocalRelations], time => time.TotalSeconds, 2.5, IsFaster: true),
        new(Ways.FrameByBridge, [Ways.BareCallsByBridge], time => time.HandOverSeconds, 2, IsFaster: false),
        new(Ways.FrameByBridge, [Ways.PySparkWithArrow], time => time.TotalSeconds, 4, IsFaster: true),
        new(Ways.FrameByBridge, [Ways.PySparkWithoutArrow], time => time.TotalSeconds, 30, IsFaster: true),
        new(Ways.Stream, [Ways.FrameAlone, Ways.OwnRead], time => time.TotalSeconds, 1.5, IsFaster: false),
    ];

    /// <summary>What is asked, in words.</summary>
    public string Text => string.Create(
        CultureInfo.InvariantCulture,
        $"{Way}: {(IsFaster ? $"at least {Limit:0.#} times as fast as" : $"at most {Limit:0.#} times as long as")} {string.Join(" and ", Peers)}");

    /// <summary>How many times as fast, or as long, it was; null where one of the ways was not measured.</summary>
    /// <param name="median">A way's median of a time.</param>
    public double? Ratio(Func<string, Func<WayTime, double>, double?> median)
    {
        var own = median(Way, Time);
        var peers = Peers.Select(peer => median(peer, Time)).ToList();
        return own is null || peers.Contains(null) ? null : IsFaster ? peers.Sum() / own : own / peers.Sum();
    }

    /// <summary>Whether a ratio keeps it.</summary>
    public bool IsMetBy(double ratio) => IsFaster ? ratio >= Limit : ratio <= Limit;
}

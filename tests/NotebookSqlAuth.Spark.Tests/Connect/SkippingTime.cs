namespace NotebookSqlAuth.Spark.Tests.Connect;

/// <summary>A clock whose short waits are over at once, after it has moved on by them; long ones never end.</summary>
internal sealed class SkippingTime : TimeProvider
{
    private static readonly TimeSpan s_long = TimeSpan.FromMinutes(5);

    private readonly List<TimeSpan> _waits = [];
    private long _now;

    internal IReadOnlyList<TimeSpan> Waits => _waits;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= s_long)
        {
            return new SkippedTimer();
        }

        _waits.Add(dueTime);
        Interlocked.Add(ref _now, dueTime.Ticks);
        return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private sealed class SkippedTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
            // Nothing runs.
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

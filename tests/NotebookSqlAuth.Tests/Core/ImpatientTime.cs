using System.Collections.Concurrent;

namespace NotebookSqlAuth.Tests.Core;

/// <summary>A clock whose waits are over at once and are added up instead.</summary>
internal sealed class ImpatientTime : TimeProvider
{
    private long _ticks;

    internal ConcurrentQueue<TimeSpan> Waits { get; } = new();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Waits.Enqueue(dueTime);
        Interlocked.Add(ref _ticks, dueTime.Ticks);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}

using System.Security.Cryptography;
using Grpc.Core;

namespace NotebookSqlAuth.Spark.Connect;

/// <summary>When a failed call is tried again, and after which wait: the default policy of Spark's own clients (pyspark.sql.connect.client.retries).</summary>
internal sealed class Retries(TimeProvider time, TimeSpan unreachableTimeout, bool hasBearer)
{
    private const int MaxTries = 15;
    private const int Multiplier = 4;
    private static readonly TimeSpan s_firstWait = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_jitterFrom = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_longestServerWait = TimeSpan.FromMinutes(10);
    private const int JitterMilliseconds = 500;

    private int _tries;
    private TimeSpan _wait = s_firstWait;
    private long _firstFailure;
    private bool _renewed;

    /// <summary>Forgets earlier failures: the server has answered.</summary>
    internal void Reset()
    {
        _tries = 0;
        _wait = s_firstWait;
        _renewed = false;
    }

    /// <summary>How long to wait before the next try; null where there shall be none.</summary>
    internal TimeSpan? Next(RpcException e)
    {
        if (e.StatusCode == StatusCode.Unauthenticated && hasBearer && !_renewed)
        {
            _renewed = true;
            return TimeSpan.Zero;
        }

        var serverWait = StatusDetails.Of(e).RetryDelay;
        if (++_tries > MaxTries || (serverWait is null && !CallFailure.IsTransient(e)))
        {
            return null;
        }

        _firstFailure = _tries == 1 ? time.GetTimestamp() : _firstFailure;
        var wait = _wait;
        _wait = TimeSpan.FromTicks(Math.Min(_wait.Ticks * Multiplier, s_longestWait.Ticks));
        if (wait >= s_jitterFrom)
        {
            wait += TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(JitterMilliseconds + 1));
        }

        if (serverWait is { } asked)
        {
            // The server speaks, so it is not unreachable: a cluster that is starting says so for minutes.
            return TimeSpan.FromTicks(Math.Max(wait.Ticks, Math.Min(asked.Ticks, s_longestServerWait.Ticks)));
        }

        var left = unreachableTimeout - time.GetElapsedTime(_firstFailure);
        return left <= TimeSpan.Zero ? null : wait < left ? wait : left;
    }
}

using System.Net;
using System.Net.Http.Headers;

namespace NotebookSqlAuth.Spark.Staging.Files;

/// <summary>How often and after which wait a request is sent again: 5 times, 1 s and twice as long each time, or as the workspace asks.</summary>
internal sealed class FilesRetries
{
    private const int Limit = 5;

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(60);

    private int _count;

    /// <summary>The wait before the next try of a request that got no answer; null when there were enough.</summary>
    internal TimeSpan? Next() => _count++ < Limit ? TimeSpan.FromSeconds(1 << (_count - 1)) : null;

    /// <summary>The wait before the next try; null where the answer stands: 429 and 5xx pass, other answers do not.</summary>
    internal TimeSpan? Next(HttpStatusCode status, RetryConditionHeaderValue? retryAfter, TimeProvider clock)
    {
        if (status is not HttpStatusCode.TooManyRequests and < HttpStatusCode.InternalServerError)
        {
            return null;
        }

        var asked = retryAfter?.Delta ?? (retryAfter?.Date - clock.GetUtcNow());
        return Next() is not { } wait ? null : asked is not { } delay ? wait : delay < TimeSpan.Zero ? TimeSpan.Zero : delay > s_longest ? s_longest : delay;
    }
}

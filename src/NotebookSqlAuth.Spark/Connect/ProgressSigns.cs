using NotebookSqlAuth.Spark.Connect.Protocol;

namespace NotebookSqlAuth.Spark.Connect;

/// <summary>Tells signs of progress from repetitions: the server reports on an operation every few seconds even when nothing runs.</summary>
internal sealed class ProgressSigns
{
    private ExecutePlanResponse.Types.ExecutionProgress? _last;

    internal bool IsSign(ExecutePlanResponse response)
    {
        if (response.ExecutionProgress is not { } progress)
        {
            return true;
        }

        // A task in flight is a sign: Spark itself fails the tasks of an executor that is lost.
        var isSign = progress.NumInflightTasks > 0 || !progress.Equals(_last);
        _last = progress;
        return isSign;
    }
}

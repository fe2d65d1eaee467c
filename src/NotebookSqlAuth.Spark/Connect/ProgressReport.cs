using NotebookSqlAuth.Spark.Connect.Protocol;

namespace NotebookSqlAuth.Spark.Connect;

/// <summary>Adds up what the responses of one operation say of its progress.</summary>
internal sealed class ProgressReport(IProgress<ConnectProgress>? progress)
{
    private ConnectProgress _sum = new(0, 0, 0);

    internal void Take(ExecutePlanResponse response)
    {
        var next = _sum;
        if (response.ExecutionProgress is { } execution)
        {
            next = next with
            {
                TasksCompleted = execution.Stages.Sum(stage => stage.NumCompletedTasks),
                TasksTotal = execution.Stages.Sum(stage => stage.NumTasks),
            };
        }

        if (response.ArrowBatch is { } batch)
        {
            next = next with { Rows = next.Rows + batch.RowCount };
        }

        if (next != _sum)
        {
            _sum = next;
            progress?.Report(next);
        }
    }
}

namespace NotebookSqlAuth.Hosts.Tests.Execution;

/// <summary>Exceptions that no cell awaits, on a live kernel.</summary>
public sealed class StrayExceptionTests
{
    [Theory]
    [InlineData("new System.Threading.Thread(() => throw new InvalidOperationException(\"lost\")).Start();\nawait Task.Delay(500);")]
    [InlineData("async void Lose() { await Task.Delay(10); throw new InvalidOperationException(\"lost\"); }\nLose();\nawait Task.Delay(500);")]
    [InlineData("new System.Threading.Timer(_ => throw new InvalidOperationException(\"lost\"), null, 10, -1);\nawait Task.Delay(500);")]
    [InlineData("void Lose() => Task.Run(() => { throw new InvalidOperationException(\"lost\"); });\nLose();\nawait Task.Delay(200);\nGC.Collect();\nGC.WaitForPendingFinalizers();\nawait Task.Delay(300);")]
    public async Task Exception_that_nobody_awaits_is_shown_below_a_cell_and_the_kernel_goes_on(string cell)
    {
        var results = await LiveKernel.RunAsync(new LiveStep("var kept = 41;"), new LiveStep(cell), new LiveStep("kept + 1"));

        Assert.Null(results[1].Error);
        Assert.Contains("Nobody awaited what failed here", results[1].Text, StringComparison.Ordinal);
        Assert.Contains("lost", results[1].Text, StringComparison.Ordinal);
        Assert.Equal("42", results[2].Text);
    }
}

namespace NotebookSqlAuth.Spark.Tests.Connect;

/// <summary>Waits for what a server does by itself.</summary>
internal static class Until
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    internal static Task ExistsAsync(string folder) => TrueAsync(() => Task.FromResult(Directory.Exists(folder)), folder);

    /// <summary>Asks until the answer is yes; fails when it stays no.</summary>
    internal static async Task TrueAsync(Func<Task<bool>> ask, string what)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(s_patience);
        while (!await ask())
        {
            Assert.False(patience.IsCancellationRequested, "Did not come true: " + what);
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}

namespace NotebookSqlAuth.Hosts.Tests.IPython;

/// <summary>The end of processes that these tests did not start themselves.</summary>
internal static class ProcessEnd
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until a process is gone; one that only waits for its parent to notice is.</summary>
    /// <exception cref="TimeoutException">It is still there.</exception>
    public static async Task WaitAsync(int id, TimeSpan patience)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(patience);
        while (IsThere(id))
        {
            try
            {
                await Task.Delay(s_interval, stop.Token);
            }
            catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"The process {id} was still there after {patience}.");
            }
        }
    }

    // proc(5): `pid (name) state ...`, Z for a zombie.
    private static bool IsThere(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[stat.LastIndexOf(')')..].Split(' ')[1] is not ("Z" or "X");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            // ESRCH: it ended while it was read.
            return false;
        }
    }
}

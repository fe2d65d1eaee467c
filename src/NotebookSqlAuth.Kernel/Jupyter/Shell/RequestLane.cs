using System.Threading.Channels;

namespace NotebookSqlAuth.Kernel.Jupyter.Shell;

/// <summary>Handles requests one after another, in the order in which they came. Thread-safe.</summary>
internal sealed class RequestLane
{
    private readonly Channel<Func<Task>> _requests = Channel.CreateUnbounded<Func<Task>>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Starts the lane.</summary>
    public RequestLane() => _ = HandleAsync();

    /// <summary>Queues a request.</summary>
    public void Add(Func<Task> request) => _requests.Writer.TryWrite(request);

    private async Task HandleAsync()
    {
        await foreach (var request in _requests.Reader.ReadAllAsync(CancellationToken.None))
        {
            try
            {
                await request();
            }
            catch (Exception error)
            {
                // A defect; the lane must outlive it, and the log is where its kind can be found. Its words may hold what is not ours to show.
                await Console.Error.WriteLineAsync($"A request met an error of the kernel's own: {error.GetType().FullName}.");
            }
        }
    }
}

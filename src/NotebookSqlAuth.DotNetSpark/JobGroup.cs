using Microsoft.Spark.Interop.Ipc;

namespace NotebookSqlAuth.DotNetSpark;

/// <summary>Gives the jobs that this thread starts a name of their own, by which they can be cancelled; the thread's earlier name comes back when it is disposed.</summary>
/// <remarks>The bridge gives each thread of this process a JVM thread of its own, and Spark keeps these names by thread.</remarks>
internal sealed class JobGroup : IDisposable
{
    // The local properties that SparkContext.setJobGroup sets.
    private static readonly string[] s_properties = ["spark.jobGroup.id", "spark.job.description", "spark.job.interruptOnCancel"];

    private readonly Driver _driver;
    private readonly JvmObjectReference _context;
    private readonly List<object?> _before;
    private readonly CancellationTokenRegistration _cancel;

    /// <param name="context">The JVM's SparkContext.</param>
    /// <param name="driver">Its driver.</param>
    /// <param name="description">What Spark's own pages show.</param>
    /// <param name="cancellationToken">Cancels the jobs.</param>
    public JobGroup(JvmObjectReference context, Driver driver, string description, CancellationToken cancellationToken)
    {
        _driver = driver;
        _context = context;
        _before = [.. s_properties.Select(property => driver.Call(_context, "getLocalProperty", property))];
        var id = "notebooksqlauth-" + Guid.NewGuid().ToString("N");
        driver.Call(_context, "setJobGroup", id, description, true);
        // The thread that cancels must not wait for the driver.
        _cancel = cancellationToken.Register(() => Task.Run(() => driver.Call(_context, "cancelJobGroup", id)));
    }

    public void Dispose()
    {
        _cancel.Dispose();
        foreach (var (property, value) in s_properties.Zip(_before))
        {
            _driver.Call(_context, "setLocalProperty", property, value);
        }
    }
}

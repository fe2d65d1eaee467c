using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace NotebookSqlAuth.Kernel.Jupyter.Comms;

/// <summary>The cells' door to comms: what the page may open, and what is opened there. Thread-safe.</summary>
[SuppressMessage("Maintainability", "CA1515:Consider making public types internal", Justification = "Cells compile against it.")]
public static class CommTargets
{
    private static readonly ConcurrentDictionary<string, Action<Comm, JsonElement>> Targets = new(StringComparer.Ordinal);

    /// <summary>The comms of the kernel that this process is; null without a front end.</summary>
    internal static OpenComms? Open { get; set; }

    /// <summary>Lets the page open comms to a target.</summary>
    /// <param name="target">Its name.</param>
    /// <param name="opened">Is called with each comm that the page opens, and the data that came with it.</param>
    public static void Register(string target, Action<Comm, JsonElement> opened) => Targets[target] = opened;

    /// <summary>Opens a comm on the page.</summary>
    /// <param name="target">What it is opened to, a name that the page's code knows.</param>
    /// <param name="data">Anything that System.Text.Json writes as an object; null for nothing.</param>
    /// <exception cref="InvalidOperationException">The notebook runs without a front end.</exception>
    public static Comm OpenOnPage(string target, object? data = null) =>
        (Open ?? throw new InvalidOperationException("This notebook runs without a page.")).Open(target, CommData.Of(data));

    internal static Action<Comm, JsonElement>? Find(string target) => Targets.GetValueOrDefault(target);
}

using System.Diagnostics;
using System.Globalization;

namespace NotebookSqlAuth.Kernel.Execution.Magics;

/// <summary>Measures the rest of its cell.</summary>
internal sealed class TimeMagic() : KernelMagic("#!time", "Measures how long the rest of the cell takes.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["#!time\nawait Task.Delay(100);"];

    /// <inheritdoc/>
    protected override Task RunAsync(string body, CellContext cell)
    {
        var started = Stopwatch.GetTimestamp();
        cell.AtEnd(() => cell.Show(new DisplayBundle(
            string.Create(CultureInfo.InvariantCulture, $"Wall time: {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0.0###}ms"), null)));
        return Task.CompletedTask;
    }
}

using NotebookSqlAuth.Display;

namespace NotebookSqlAuth.Magics;

/// <summary>The one line of something that is being opened: what it waits for, then what became of it.</summary>
internal sealed class OpeningDisplay : LiveDisplay, IProgress<string>
{
    private readonly string _failed;
    private string _line = "";

    private OpeningDisplay(ICellContext cell, string failed)
        : base(cell) => _failed = failed;

    /// <summary>Shows that it begins.</summary>
    /// <param name="cell">Where.</param>
    /// <param name="begins">The first line.</param>
    /// <param name="failed">The last line, where nothing else completes it.</param>
    public static OpeningDisplay Show(ICellContext cell, string begins, string failed)
    {
        var display = new OpeningDisplay(cell, failed);
        display.Report(begins);
        return display;
    }

    /// <summary>Shows a line as soon as it is told, on the thread that tells it: a posted one could come after the result.</summary>
    public void Report(string value)
    {
        Volatile.Write(ref _line, value);
        Redraw();
    }

    /// <inheritdoc/>
    protected override CellOutput Draw() => ProgressLine.Of(Volatile.Read(ref _line));

    /// <inheritdoc/>
    protected override CellOutput Abandoned() => ProgressLine.Of(_failed);
}

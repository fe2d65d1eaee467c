using System.Collections.Concurrent;

namespace NotebookSqlAuth.Tests.Magics;

/// <summary>A host of the port that keeps what a cell shows, and the notebook's variables.</summary>
internal sealed class RecordingCell(CancellationToken cancellation) : ICellContext
{
    private readonly List<RecordedDisplay> _displays = [];

    /// <summary>Called with each output as it is shown or updated.</summary>
    public event Action<CellOutput>? Shown;

    public CancellationToken Cancellation { get; } = cancellation;

    public ConcurrentDictionary<string, object?> Variables { get; init; } = new();

    public IReadOnlyList<RecordedDisplay> Displays
    {
        get
        {
            lock (_displays)
            {
                return [.. _displays];
            }
        }
    }

    /// <summary>What stands below the cell at the end, as a saved notebook keeps it.</summary>
    public string FinalText => string.Join('\n', Displays.Select(display => display.Outputs[^1].PlainText));

    /// <inheritdoc cref="FinalText"/>
    public string FinalHtml => string.Join('\n', Displays.Select(display => display.Outputs[^1].Html));

    public ICellDisplay Show(CellOutput output)
    {
        var display = new RecordedDisplay(this);
        lock (_displays)
        {
            _displays.Add(display);
        }

        display.Update(output);
        return display;
    }

    public Task<CellVariable?> FindVariableAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult(Variables.TryGetValue(name, out var value) ? new CellVariable(name, value) : null);

    public Task SetVariableAsync(string name, object value, CancellationToken cancellationToken)
    {
        Variables[name] = value;
        return Task.CompletedTask;
    }

    internal sealed class RecordedDisplay(RecordingCell cell) : ICellDisplay
    {
        private readonly ConcurrentQueue<CellOutput> _outputs = new();

        public CellOutput[] Outputs => [.. _outputs];

        public void Update(CellOutput output)
        {
            _outputs.Enqueue(output);
            cell.Shown?.Invoke(output);
        }
    }
}

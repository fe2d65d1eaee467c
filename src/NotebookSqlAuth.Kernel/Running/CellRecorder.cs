using System.Text.Json.Nodes;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Kernel.Execution;

namespace NotebookSqlAuth.Kernel.Running;

/// <summary>Keeps a cell's outputs for the file, an updated display in its last state only, and passes each on to the terminal.</summary>
internal sealed class CellRecorder(int executionCount, TerminalOutput terminal) : ICellOutputs
{
    private readonly Lock _lock = new();
    private readonly List<RecordedOutput> _outputs = [];
    private readonly Dictionary<string, RecordedOutput> _displays = new(StringComparer.Ordinal);
    private bool _clearBeforeNext;
    private bool _ended;

    /// <inheritdoc/>
    public void Write(StreamName stream, string text)
    {
        lock (_lock)
        {
            if (_ended)
            {
                return;
            }

            ClearIfAsked();
            if (_outputs is not [.., RecordedStream last] || last.Name != stream)
            {
                last = new RecordedStream(stream);
                _outputs.Add(last);
            }

            last.Text.Append(text);
            terminal.Write(stream, text);
        }
    }

    /// <inheritdoc/>
    public void Display(string displayId, DisplayBundle bundle)
    {
        lock (_lock)
        {
            if (!_ended)
            {
                ClearIfAsked();
                _outputs.Add(_displays[displayId] = new RecordedDisplay(bundle, null));
                terminal.Show(bundle.PlainText);
            }
        }
    }

    /// <inheritdoc/>
    public void UpdateDisplay(string displayId, DisplayBundle bundle)
    {
        lock (_lock)
        {
            if (_ended || !_displays.TryGetValue(displayId, out var shown))
            {
                return;
            }

            var next = new RecordedDisplay(bundle, null);
            if (((RecordedDisplay)shown).Bundle.PlainText != bundle.PlainText)
            {
                terminal.Show(bundle.PlainText);
            }

            _outputs[_outputs.IndexOf(shown)] = _displays[displayId] = next;
        }
    }

    /// <inheritdoc/>
    public void Result(DisplayBundle bundle)
    {
        lock (_lock)
        {
            if (!_ended)
            {
                ClearIfAsked();
                _outputs.Add(new RecordedDisplay(bundle, executionCount));
                terminal.Show(bundle.PlainText);
            }
        }
    }

    /// <inheritdoc/>
    public void ClearOutput(bool wait)
    {
        lock (_lock)
        {
            _clearBeforeNext = wait && !_ended;
            if (!wait && !_ended)
            {
                Clear();
            }
        }
    }

    /// <inheritdoc/>
    public Task<string> AskAsync(string prompt, bool password, CancellationToken cancellationToken) => throw new UserError(
        ErrorCodes.NobodyToAsk,
        "This cell asks for a line, and a run without a front end has nobody to answer.",
        "",
        "Run the notebook in Jupyter, or give the value by an environment variable: Environment.GetEnvironmentVariable(\"NAME\").");

    /// <summary>Takes no more outputs, adds the error where there is one, and hands back all of them as the format writes them.</summary>
    public JsonArray End(CellError? error)
    {
        lock (_lock)
        {
            _ended = true;
            if (error is not null)
            {
                _outputs.Add(new RecordedError(error));
                if (!CellError.HasCard(error.Name))
                {
                    terminal.ShowError(string.Join('\n', error.Traceback));
                }
            }

            return [.. _outputs.Select(output => output.ToJson())];
        }
    }

    private void ClearIfAsked()
    {
        if (_clearBeforeNext)
        {
            Clear();
        }
    }

    private void Clear()
    {
        _clearBeforeNext = false;
        _outputs.Clear();
        _displays.Clear();
    }
}

using System.Text;
using NotebookSqlAuth.Kernel.Execution;

namespace NotebookSqlAuth.Kernel.Jupyter.Output;

/// <summary>Gathers what a cell writes to its console: a message a line would choke the page.</summary>
/// <remarks>Not thread-safe: the owner calls it under a lock.</remarks>
/// <param name="due">Is called once something has waited long enough, outside of the lock; the owner then calls <see cref="Flush"/>.</param>
/// <param name="publish">Takes each batch.</param>
internal sealed class StreamBatches(Action due, Action<StreamName, string> publish)
{
    // As soon as people can see, and as much as a page takes in one piece (a loop of 100,000 lines becomes some thirty messages).
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(50);
    private const int MaxCharacters = 64 * 1024;

    private readonly StringBuilder _text = new();
    private StreamName _name;

    /// <summary>Adds text.</summary>
    public void Add(StreamName name, string text)
    {
        if (name != _name)
        {
            Flush();
            _name = name;
        }

        if (_text.Length == 0)
        {
            _ = CallLaterAsync();
        }

        _text.Append(text);
        if (_text.Length >= MaxCharacters)
        {
            Flush();
        }
    }

    /// <summary>Publishes what was gathered. Half a surrogate pair at the end waits for its other half.</summary>
    public void Flush()
    {
        var held = _text.Length > 0 && char.IsHighSurrogate(_text[^1]) ? 1 : 0;
        var length = _text.Length - held;
        if (length == 0)
        {
            return;
        }

        var text = _text.ToString(0, length);
        _text.Remove(0, length);
        publish(_name, text);
    }

    // Where the batch was full before, the call finds what came after it, a little early.
    private async Task CallLaterAsync()
    {
        await Task.Delay(Delay, CancellationToken.None);
        due();
    }
}

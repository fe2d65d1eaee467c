namespace NotebookSqlAuth.Kernel.Execution;

/// <summary>The console's input for cells: each line is asked of the user. Outside of any cell there is none.</summary>
/// <remarks><c>Console.ReadKey</c> does not come by here: it wants a terminal, and says so itself.</remarks>
internal sealed class CellInput : TextReader
{
    private readonly Lock _lock = new();
    private string _rest = "";

    /// <inheritdoc/>
    public override string? ReadLine()
    {
        lock (_lock)
        {
            if (_rest.Length > 0)
            {
                var rest = _rest.TrimEnd('\n');
                _rest = "";
                return rest;
            }
        }

        return CellScope.Current?.AskAsync("", password: false).GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public override int Read()
    {
        var next = Peek();
        if (next >= 0)
        {
            lock (_lock)
            {
                _rest = _rest[1..];
            }
        }

        return next;
    }

    /// <inheritdoc/>
    public override int Peek()
    {
        lock (_lock)
        {
            if (_rest.Length > 0)
            {
                return _rest[0];
            }
        }

        if (ReadLine() is not { } line)
        {
            return -1;
        }

        lock (_lock)
        {
            _rest = line + "\n";
            return _rest[0];
        }
    }

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count)
    {
        var read = 0;
        while (read < count && Read() is >= 0 and var next)
        {
            buffer[index + read++] = (char)next;
            if (next == '\n')
            {
                break;
            }
        }

        return read;
    }

    /// <inheritdoc/>
    public override string ReadToEnd() => ReadLine() ?? "";
}

using NotebookSqlAuth.Kernel.Execution;

namespace NotebookSqlAuth.Kernel.Running;

/// <summary>Shows a run as it goes on: results on standard output, errors on standard error.</summary>
internal sealed class TerminalOutput(TextWriter output, TextWriter error)
{
    private readonly Lock _lock = new();
    private bool _atLineStart = true;

    /// <summary>Announces a cell by its number and its first line.</summary>
    public void Announce(int executionCount, string source)
    {
        var first = source.Split('\n').FirstOrDefault(line => !string.IsNullOrWhiteSpace(line)) ?? "";
        Show($"\n[{executionCount}] {first.Trim()}");
    }

    /// <summary>Passes on what a cell's own code wrote, unchanged.</summary>
    public void Write(StreamName stream, string text)
    {
        lock (_lock)
        {
            var writer = stream == StreamName.Stdout ? output : error;
            writer.Write(text);
            writer.Flush();
            _atLineStart = text.EndsWith('\n');
        }
    }

    /// <summary>Shows text on lines of its own.</summary>
    public void Show(string text) => WriteLines(output, text);

    /// <summary>Shows an error on lines of its own.</summary>
    public void ShowError(string text) => WriteLines(error, text);

    private void WriteLines(TextWriter writer, string text)
    {
        lock (_lock)
        {
            if (!_atLineStart)
            {
                output.WriteLine();
            }

            writer.WriteLine(Printable(text));
            writer.Flush();
            _atLineStart = true;
        }
    }

    /// <summary>A text without the characters that steer a terminal: a value from a database must not move the cursor, rename the window or answer for the user.</summary>
    internal static string Printable(string text) =>
        text.All(IsPrintable) ? text : string.Concat(text.Select(character => IsPrintable(character) ? character : '\uFFFD'));

    private static bool IsPrintable(char character) => character is '\n' or '\r' or '\t' || !char.IsControl(character);
}

using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace NotebookSqlAuth.Kernel.Execution;

/// <summary>A console stream that hands what a cell writes to that cell's outputs, at once.</summary>
/// <remarks>What runs outside of any cell still reaches the real console.</remarks>
internal sealed class CellConsole(StreamName stream, TextWriter outside) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Puts this process's console in front of the cells: what they write, and what they ask for.</summary>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Console keeps them for the process's life.")]
    public static void Install()
    {
        Console.SetOut(new CellConsole(StreamName.Stdout, Console.Out));
        Console.SetError(new CellConsole(StreamName.Stderr, Console.Error));
        Console.SetIn(new CellInput());
    }

    /// <inheritdoc/>
    public override void Write(char value) => Write(value.ToString());

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    /// <inheritdoc/>
    public override void WriteLine() => Write(CoreNewLine.AsSpan());

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Write(value + "\n");

    /// <inheritdoc/>
    public override void WriteLine(ReadOnlySpan<char> buffer) => Write(buffer.ToString() + "\n");

    /// <inheritdoc/>
    public override void Write(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return;
        }

        if (CellScope.Current is { } scope)
        {
            scope.Outputs.Write(stream, value);
        }
        else
        {
            outside.Write(value);
        }
    }
}

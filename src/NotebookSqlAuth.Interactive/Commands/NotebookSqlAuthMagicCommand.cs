using Microsoft.DotNet.Interactive.Commands;

namespace NotebookSqlAuth.Interactive.Commands;

/// <summary>A line that calls a magic without a body, as a command.</summary>
/// <remarks>
/// Values are text, as in a cell, so that the magic's own error says what is wrong with one; null where the option was not given.
/// The platform keeps command classes in one registry by simple name, across all extensions; hence the long names.
/// </remarks>
public abstract class NotebookSqlAuthMagicCommand : KernelDirectiveCommand
{
    /// <summary>An instance; the magics' own commands derive from it.</summary>
    private protected NotebookSqlAuthMagicCommand()
    {
    }

    /// <summary><c>--help</c>: what the magic does, in place of doing it.</summary>
    public bool Help { get; set; }

    /// <summary><c>-h</c>: the same.</summary>
    public bool H { get; set; }
}

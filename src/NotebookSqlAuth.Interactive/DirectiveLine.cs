using Microsoft.DotNet.Interactive.Commands;

namespace NotebookSqlAuth.Interactive;

/// <summary>What a line of a cell became that is no code and has no command class: a choice of the language, or <c>#!who</c>.</summary>
internal static class DirectiveLine
{
    // The platform's command for it is internal; this is what it says of itself.
    private const string Prefix = "Directive: ";

    /// <summary>The line's first word; null for another kind of command.</summary>
    public static string? WordOf(KernelCommand command) => command.ToString() is { } text && text.StartsWith(Prefix, StringComparison.Ordinal)
        ? text[Prefix.Length..].Split()[0]
        : null;
}

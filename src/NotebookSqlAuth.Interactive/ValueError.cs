using System.Globalization;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Interactive;

/// <summary>What can be wrong with a value that the notebook's kernels share.</summary>
internal static class ValueError
{
    public static UserError Unknown(string kernelName, string name) => new(
        ErrorCodes.ValueNotShared,
        $"`{kernelName}` has no value '{name}'.",
        "It shares what `--name` called so, and what was sent to it.",
        "`#!who` below its word lists them.");

    public static UserError FormUnknown(string name, string mimeType) => new(
        ErrorCodes.ValueNotShared,
        $"The frame '{name}' was not handed over as `{mimeType}`.",
        "It has the forms `application/json`, `text/html` and `text/plain`.",
        "Ask for one of them; in C# take the frame itself with `--byref`.");

    public static UserError FormUnknown(string name, string mimeType, Exception error) => new(
        ErrorCodes.ValueNotShared,
        $"'{name}' was not handed over as `{mimeType}`.",
        $"Making that form of it ended in a {error.GetType().Name}.",
        "In C# take the object itself with `--byref`; elsewhere send a value that has such a form.");

    public static UserError NotOneValue(string name) => new(
        ErrorCodes.ValueNotShared,
        $"'{name}' is not one value that `@{name}` in a query could take the place of.",
        "",
        "Send a number, a text, a date or a bool.");

    public static UserError TooLarge(long rows, int maxBytes) => new(
        ErrorCodes.ValueTooLargeToShare,
        string.Create(CultureInfo.InvariantCulture, $"The frame's {rows:N0} rows were not handed to the other kernel."),
        $"As JSON they take more than {maxBytes >> 20} MB.",
        "In C# take it with `--byref`; elsewhere query fewer rows or columns.");
}

using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Magics;

/// <summary>What can be wrong before a connection is tried.</summary>
internal static class ConnectionError
{
    public static UserError UnknownTarget(string option, string variable) => new(
        ErrorCodes.UnknownTarget,
        $"`{option}` is not given.",
        $"The environment variable `{variable}` is not set either.",
        $"Add `{option}`; `#!sql-connect --help` shows how.");

    public static UserError NoConnection() => new(
        ErrorCodes.NoConnection,
        "There is no connection yet.",
        "",
        "Run a cell with `#!sql-connect --server SERVER --database DATABASE` first, then this one again.");
}

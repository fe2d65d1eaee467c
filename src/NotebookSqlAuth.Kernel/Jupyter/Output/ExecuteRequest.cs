using System.Text.Json;
using NotebookSqlAuth.Kernel.Jupyter.Wire;

namespace NotebookSqlAuth.Kernel.Jupyter.Output;

/// <summary>What a front end wants run, and how.</summary>
/// <param name="Message">The request itself.</param>
/// <param name="Code">The cell.</param>
/// <param name="Silent">Nothing of it is to be seen, counted or remembered.</param>
/// <param name="StoreHistory">It counts and is remembered.</param>
/// <param name="UserExpressions">What to evaluate after it, by name.</param>
/// <param name="AllowStdin">Whether the user can be asked.</param>
/// <param name="StopOnError">Whether what is queued behind it is aborted where it fails.</param>
internal sealed record ExecuteRequest(
    JupyterMessage Message,
    string Code,
    bool Silent,
    bool StoreHistory,
    IReadOnlyDictionary<string, string> UserExpressions,
    bool AllowStdin,
    bool StopOnError)
{
    /// <summary>Its header, the parent of all that comes of it.</summary>
    public MessageHeader Header => Message.Header;

    /// <summary>Stands for a message that runs no cell but the user's handlers.</summary>
    public static ExecuteRequest WithoutCode(JupyterMessage message) =>
        new(message, "", Silent: false, StoreHistory: false, new Dictionary<string, string>(StringComparer.Ordinal), AllowStdin: false, StopOnError: false);

    /// <summary>Reads one, with the protocol's defaults for what is left out.</summary>
    /// <exception cref="JsonException">It is malformed.</exception>
    public static ExecuteRequest Of(JupyterMessage message)
    {
        var content = message.Content;
        var silent = content.Flag("silent", missing: false);
        return new ExecuteRequest(
            message,
            content.Text("code"),
            silent,
            content.Flag("store_history", missing: true) && !silent,
            content.Fields("user_expressions").ToDictionary(
                field => field.Name, field => content.GetProperty("user_expressions").Text(field.Name), StringComparer.Ordinal),
            content.Flag("allow_stdin", missing: true),
            content.Flag("stop_on_error", missing: true));
    }
}

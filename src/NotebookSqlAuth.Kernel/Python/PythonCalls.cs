using System.Text.Json;
using System.Text.Json.Nodes;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Kernel.Execution;

namespace NotebookSqlAuth.Kernel.Python;

/// <summary>Asks the package <c>notebook_sql_auth</c> in the notebook's own process, while a cell runs.</summary>
/// <remarks>
/// A question travels as an input request whose prompt starts with the key that the package sent with the cell, its answer as the input's
/// reply: the one exchange of Jupyter's protocol that a kernel starts and waits for, in order with its outputs and ended by an interrupt.
/// </remarks>
internal sealed class PythonCalls(string key, ICellOutputs outputs)
{
    /// <summary>Asks and waits for the answer.</summary>
    /// <exception cref="UserError">The package says what went wrong.</exception>
    /// <exception cref="OperationCanceledException">The cell was stopped.</exception>
    public async Task<JsonObject> AskAsync(string call, JsonObject arguments, CancellationToken cancellationToken)
    {
        arguments["do"] = call;
        var text = await outputs.AskAsync($"{PythonNotebook.MetadataKey}:{key}:{arguments.ToJsonString()}", password: false, cancellationToken);
        var answer = Parse(text) ?? throw PythonError.Unreadable(call);
        return answer["error"] is not JsonObject error ? answer : throw new UserError(
            (string?)error["code"] ?? ErrorCodes.PythonAnswer,
            (string?)error["what"] ?? "Python could not do its part.",
            (string?)error["why"] ?? "",
            (string?)error["next"] ?? "Correct what it names.");
    }

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            // An answer that somebody else typed.
            return null;
        }
    }
}

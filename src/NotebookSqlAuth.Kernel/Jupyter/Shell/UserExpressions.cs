using System.Text.Json.Nodes;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Kernel.Execution;
using NotebookSqlAuth.Kernel.Jupyter.Output;

namespace NotebookSqlAuth.Kernel.Jupyter.Shell;

/// <summary>Evaluates the expressions that a front end wants to know after a cell, each with an answer or an error of its own.</summary>
internal static class UserExpressions
{
    /// <summary>The answers by the expressions' names.</summary>
    public static async Task<JsonObject> EvaluateAsync(
        NotebookKernel kernel, IReadOnlyDictionary<string, string> expressions, int executionCount, CancellationToken cancellationToken)
    {
        var answers = new JsonObject();
        foreach (var (name, expression) in expressions)
        {
            var value = new ValueOnly();
            var result = await kernel.RunAsync(expression, executionCount, value, cancellationToken);
            answers[name] = result.Error is { } error ? ErrorContent.Reply(error) : new JsonObject
            {
                ["status"] = "ok",
                ["data"] = MimeBundle.Of(value.Value ?? new DisplayBundle("", null)),
                ["metadata"] = new JsonObject(),
            };
        }

        return answers;
    }

    /// <summary>Keeps the value and drops what the expression shows beside it.</summary>
    private sealed class ValueOnly : ICellOutputs
    {
        public DisplayBundle? Value { get; private set; }

        public void Write(StreamName stream, string text)
        {
            // An expression is asked for its value.
        }

        public void Display(string displayId, DisplayBundle bundle)
        {
            // As above.
        }

        public void UpdateDisplay(string displayId, DisplayBundle bundle)
        {
            // As above.
        }

        public void ClearOutput(bool wait)
        {
            // As above.
        }

        public void Result(DisplayBundle bundle) => Value = bundle;

        public Task<string> AskAsync(string prompt, bool password, CancellationToken cancellationToken) => throw new UserError(
            ErrorCodes.NobodyToAsk, "An expression cannot ask for a line.", "", "Ask in a cell, and let the expression name its variable.");
    }
}

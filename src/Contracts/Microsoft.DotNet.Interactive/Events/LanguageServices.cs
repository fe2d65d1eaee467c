using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Formatting;

namespace Microsoft.DotNet.Interactive.Events;

public enum InsertTextFormat
{
    PlainText = 1,
    Snippet = 2,
}

public class CompletionItem
{
    public CompletionItem(
        string displayText,
        string kind,
        string filterText = null,
        string sortText = null,
        string insertText = null,
        InsertTextFormat? insertTextFormat = null,
        string documentation = null) => throw Contract.Only;
}

public class CompletionsProduced : KernelEvent
{
    public CompletionsProduced(
        IReadOnlyCollection<CompletionItem> completions,
        RequestCompletions command,
        LinePositionSpan linePositionSpan = null) => throw Contract.Only;
}

public class HoverTextProduced : KernelEvent
{
    public HoverTextProduced(
        RequestHoverText command,
        IReadOnlyCollection<FormattedValue> content,
        LinePositionSpan linePositionSpan = null) => throw Contract.Only;
}

public class DiagnosticsProduced : KernelEvent
{
    public DiagnosticsProduced(
        IReadOnlyCollection<Diagnostic> diagnostics,
        IReadOnlyCollection<FormattedValue> formattedDiagnostics,
        KernelCommand command) => throw Contract.Only;
}

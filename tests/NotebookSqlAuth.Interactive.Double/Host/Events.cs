using Microsoft.CodeAnalysis;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.ValueSharing;

namespace Microsoft.DotNet.Interactive
{
    public class LinePosition(int Line, int Character)
    {
        public int Line { get; } = Line;

        public int Character { get; } = Character;
    }

    public class LinePositionSpan(LinePosition Start, LinePosition End)
    {
        public LinePosition Start { get; } = Start;

        public LinePosition End { get; } = End;
    }

    public class Diagnostic(LinePositionSpan linePositionSpan, DiagnosticSeverity severity, string code, string message)
    {
        public LinePositionSpan LinePositionSpan => linePositionSpan;

        public DiagnosticSeverity Severity => severity;

        public string Code => code;

        public string Message => message;
    }
}

namespace Microsoft.DotNet.Interactive.ValueSharing
{
    public class KernelValueInfo(string name, FormattedValue formattedValue, Type type = null, string typeName = null)
    {
        public string Name => name;

        public FormattedValue FormattedValue => formattedValue;

        public Type Type => type;

        public string TypeName => typeName ?? type?.Name;
    }
}

namespace Microsoft.DotNet.Interactive.Events
{
    public abstract class KernelEvent(KernelCommand command)
    {
        public KernelCommand Command => command;
    }

    public abstract class DisplayEvent(object value, KernelCommand command, IReadOnlyCollection<FormattedValue> formattedValues, string valueId)
        : KernelEvent(command)
    {
        public object Value => value;

        public IReadOnlyCollection<FormattedValue> FormattedValues => formattedValues;

        public string ValueId => valueId;
    }

    public class DisplayedValueProduced(object value, KernelCommand command, IReadOnlyCollection<FormattedValue> formattedValues = null, string valueId = null)
        : DisplayEvent(value, command, formattedValues, valueId);

    public class DisplayedValueUpdated(object value, string valueId, KernelCommand command, IReadOnlyCollection<FormattedValue> formattedValues = null)
        : DisplayEvent(value, command, formattedValues, valueId);

    public class ValueProduced(object value, string name, FormattedValue formattedValue, RequestValue command) : KernelEvent(command)
    {
        public object Value => value;

        public string Name => name;

        public FormattedValue FormattedValue => formattedValue;
    }

    public class ValueInfosProduced(IReadOnlyCollection<KernelValueInfo> valueInfos, RequestValueInfos command) : KernelEvent(command)
    {
        public IReadOnlyCollection<KernelValueInfo> ValueInfos => valueInfos;
    }

    public abstract class KernelCommandCompletionEvent(KernelCommand command) : KernelEvent(command);

    public sealed class CommandFailed(KernelCommand command, string message) : KernelCommandCompletionEvent(command)
    {
        public string Message => message;
    }

    public class ErrorProduced(string message, KernelCommand command) : KernelEvent(command)
    {
        public string Message => message;
    }

    public enum InsertTextFormat
    {
        PlainText = 1,
        Snippet = 2,
    }

    public class CompletionItem(
        string displayText,
        string kind,
        string filterText = null,
        string sortText = null,
        string insertText = null,
        InsertTextFormat? insertTextFormat = null,
        string documentation = null)
    {
        public string DisplayText => displayText;

        public string Kind => kind;

        public string FilterText => filterText ?? displayText;

        public string SortText => sortText ?? displayText;

        public string InsertText => insertText ?? displayText;

        public InsertTextFormat? InsertTextFormat => insertTextFormat;

        public string Documentation => documentation;
    }

    public class CompletionsProduced(IReadOnlyCollection<CompletionItem> completions, RequestCompletions command, LinePositionSpan linePositionSpan = null)
        : KernelEvent(command)
    {
        public IReadOnlyCollection<CompletionItem> Completions => completions;

        public LinePositionSpan LinePositionSpan => linePositionSpan;
    }

    public class HoverTextProduced(RequestHoverText command, IReadOnlyCollection<FormattedValue> content, LinePositionSpan linePositionSpan = null)
        : KernelEvent(command)
    {
        public IReadOnlyCollection<FormattedValue> Content => content;

        public LinePositionSpan LinePositionSpan => linePositionSpan;
    }

    public class DiagnosticsProduced(
        IReadOnlyCollection<Diagnostic> diagnostics, IReadOnlyCollection<FormattedValue> formattedDiagnostics, KernelCommand command)
        : KernelEvent(command)
    {
        public IReadOnlyCollection<Diagnostic> Diagnostics => diagnostics;

        public IReadOnlyCollection<FormattedValue> FormattedDiagnostics => formattedDiagnostics;
    }
}

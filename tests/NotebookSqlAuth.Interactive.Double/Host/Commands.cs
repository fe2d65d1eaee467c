using System.Text.Json.Serialization;
using Microsoft.DotNet.Interactive.Formatting;

namespace Microsoft.DotNet.Interactive.Commands;

public abstract class KernelCommand(string targetKernelName = null)
{
    /// <summary>The command that this one is part of. The real one has no public setter; tests play the platform here.</summary>
    public KernelCommand Parent { get; set; }

    public string TargetKernelName => targetKernelName;

    /// <summary>Told each event while the command runs. Tests play the front end here.</summary>
    public Action<Events.KernelEvent> Heard { get; set; }
}

/// <summary>What a line becomes that is no code and has no class of its own.</summary>
public sealed class DirectiveCommand(string line, string targetKernelName) : KernelCommand(targetKernelName)
{
    public override string ToString() => "Directive: " + line;
}

public abstract class KernelDirectiveCommand : KernelCommand;

public abstract class ConnectKernelCommand(string connectedKernelName) : KernelDirectiveCommand
{
    [JsonInclude]
    [JsonPropertyName("kernelName")]
    public string ConnectedKernelName { get; private set; } = connectedKernelName;
}

public class SubmitCode(string code, string targetKernelName = null) : KernelCommand(targetKernelName)
{
    public string Code => code;

    public IDictionary<string, string> Parameters { get; } = new Dictionary<string, string>();

    /// <summary>What a cell is split into. Tests play the platform's parser here.</summary>
    public IReadOnlyList<KernelCommand> Parts { get; init; } = [];
}

public abstract class LanguageServiceCommand(string code, LinePosition linePosition, string targetKernelName) : KernelCommand(targetKernelName)
{
    public string Code => code;

    public LinePosition LinePosition => linePosition;
}

public class RequestCompletions(string code, LinePosition linePosition, string targetKernelName = null)
    : LanguageServiceCommand(code, linePosition, targetKernelName);

public class RequestHoverText(string code, LinePosition linePosition, string targetKernelName = null)
    : LanguageServiceCommand(code, linePosition, targetKernelName);

public class RequestSignatureHelp(string code, LinePosition linePosition, string targetKernelName = null)
    : LanguageServiceCommand(code, linePosition, targetKernelName);

public class RequestDiagnostics(string code, string targetKernelName = null) : KernelCommand(targetKernelName)
{
    public string Code => code;
}

public class RequestValue(string name, string mimeType = "application/json", string targetKernelName = null) : KernelCommand(targetKernelName)
{
    public string Name => name;

    public string MimeType => mimeType;
}

public class RequestValueInfos(string targetKernelName = null, string mimeType = "text/plain+summary") : KernelCommand(targetKernelName)
{
    public string MimeType => mimeType;
}

public class SendValue(string name, object value, FormattedValue formattedValue = null, string targetKernelName = null) : KernelCommand(targetKernelName)
{
    public FormattedValue FormattedValue => formattedValue;

    public string Name => name;

    public object Value => value;
}

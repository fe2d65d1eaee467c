namespace Microsoft.DotNet.Interactive.Commands;

public abstract class LanguageServiceCommand : KernelCommand
{
    private protected LanguageServiceCommand() => throw Contract.Only;

    public string Code => throw Contract.Only;

    public LinePosition LinePosition => throw Contract.Only;
}

public class RequestCompletions : LanguageServiceCommand
{
    private RequestCompletions() => throw Contract.Only;
}

public class RequestHoverText : LanguageServiceCommand
{
    private RequestHoverText() => throw Contract.Only;
}

public class RequestSignatureHelp : LanguageServiceCommand
{
    private RequestSignatureHelp() => throw Contract.Only;
}

public class RequestDiagnostics : KernelCommand
{
    private RequestDiagnostics() => throw Contract.Only;

    public string Code => throw Contract.Only;
}

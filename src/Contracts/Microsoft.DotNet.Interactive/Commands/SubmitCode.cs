namespace Microsoft.DotNet.Interactive.Commands;

public class SubmitCode : KernelCommand
{
    public SubmitCode(string code, string targetKernelName = null)
        : base(targetKernelName) => throw Contract.Only;

    public string Code => throw Contract.Only;

    public IDictionary<string, string> Parameters => throw Contract.Only;
}

namespace Microsoft.DotNet.Interactive.Commands;

public abstract class KernelCommand
{
    protected KernelCommand(string targetKernelName = null) => throw Contract.Only;

    public KernelCommand Parent => throw Contract.Only;
}

public abstract class KernelDirectiveCommand : KernelCommand
{
    protected KernelDirectiveCommand() => throw Contract.Only;
}

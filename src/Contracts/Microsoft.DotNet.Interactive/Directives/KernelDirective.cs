namespace Microsoft.DotNet.Interactive.Directives;

public abstract class KernelDirective
{
    private protected KernelDirective() => throw Contract.Only;

    public string Name => throw Contract.Only;

    public string Description { get => throw Contract.Only; set => throw Contract.Only; }

    public ICollection<KernelDirectiveParameter> Parameters => throw Contract.Only;
}

public class KernelActionDirective : KernelDirective
{
    public KernelActionDirective(string name, string description = null) => throw Contract.Only;
}

public class KernelSpecifierDirective : KernelDirective
{
    public KernelSpecifierDirective(string name, string kernelName) => throw Contract.Only;
}

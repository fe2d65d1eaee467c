using Microsoft.DotNet.Interactive.Events;

namespace Microsoft.DotNet.Interactive.Directives;

public class KernelDirectiveParameter
{
    public KernelDirectiveParameter(string name, string description = null) => throw Contract.Only;

    public string Name => throw Contract.Only;

    public bool Required { get => throw Contract.Only; init => throw Contract.Only; }

    public bool Flag { get => throw Contract.Only; init => throw Contract.Only; }

    public string TypeHint { get => throw Contract.Only; init => throw Contract.Only; }

    public KernelDirectiveParameter AddCompletions(Func<KernelDirectiveCompletionContext, Task> getCompletions) => throw Contract.Only;
}

public class KernelDirectiveCompletionContext
{
    private KernelDirectiveCompletionContext() => throw Contract.Only;

    public IList<CompletionItem> CompletionItems => throw Contract.Only;
}

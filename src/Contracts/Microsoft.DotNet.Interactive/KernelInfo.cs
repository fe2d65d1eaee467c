using Microsoft.DotNet.Interactive.Directives;

namespace Microsoft.DotNet.Interactive;

public class KernelInfo
{
    public string LanguageName { get => throw Contract.Only; set => throw Contract.Only; }

    public string DisplayName { get => throw Contract.Only; set => throw Contract.Only; }

    public string Description { get => throw Contract.Only; set => throw Contract.Only; }

    public ICollection<KernelDirective> SupportedDirectives => throw Contract.Only;
}

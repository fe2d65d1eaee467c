using Microsoft.DotNet.Interactive.Formatting;

namespace Microsoft.DotNet.Interactive.ValueSharing;

public class KernelValueInfo
{
    public KernelValueInfo(string name, FormattedValue formattedValue, Type type = null, string typeName = null) => throw Contract.Only;

    public string Name => throw Contract.Only;

    public Type Type => throw Contract.Only;
}

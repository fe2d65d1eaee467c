using Microsoft.DotNet.Interactive.Formatting;

namespace Microsoft.DotNet.Interactive.Commands;

public class RequestValue : KernelCommand
{
    public RequestValue(string name, string mimeType = "application/json", string targetKernelName = null)
        : base(targetKernelName) => throw Contract.Only;
}

public class SendValue : KernelCommand
{
    public SendValue(string name, object value, FormattedValue formattedValue = null, string targetKernelName = null)
        : base(targetKernelName) => throw Contract.Only;
}

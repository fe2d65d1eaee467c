using Microsoft.DotNet.Interactive.Formatting;

namespace Microsoft.DotNet.Interactive.Commands;

public class RequestValue : KernelCommand
{
    public RequestValue(string name, string mimeType = "application/json", string targetKernelName = null)
        : base(targetKernelName) => throw Contract.Only;

    public string Name => throw Contract.Only;

    public string MimeType => throw Contract.Only;
}

public class RequestValueInfos : KernelCommand
{
    public RequestValueInfos(string targetKernelName = null, string mimeType = "text/plain+summary")
        : base(targetKernelName) => throw Contract.Only;

    public string MimeType => throw Contract.Only;
}

public class SendValue : KernelCommand
{
    public SendValue(string name, object value, FormattedValue formattedValue = null, string targetKernelName = null)
        : base(targetKernelName) => throw Contract.Only;

    public FormattedValue FormattedValue => throw Contract.Only;

    public string Name => throw Contract.Only;

    public object Value => throw Contract.Only;
}

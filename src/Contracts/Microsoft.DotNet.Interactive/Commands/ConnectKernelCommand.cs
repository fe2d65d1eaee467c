using System.Text.Json.Serialization;

namespace Microsoft.DotNet.Interactive.Commands;

public abstract class ConnectKernelCommand : KernelDirectiveCommand
{
    protected ConnectKernelCommand(string connectedKernelName) => throw Contract.Only;

    [JsonInclude]
    [JsonPropertyName("kernelName")]
    public string ConnectedKernelName { get => throw Contract.Only; private set => throw Contract.Only; }
}

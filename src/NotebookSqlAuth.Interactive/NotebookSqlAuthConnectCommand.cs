using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.DotNet.Interactive.Commands;

namespace NotebookSqlAuth.Interactive;

/// <summary>What the platform turns a line <c>#!connect azure-sql</c> into.</summary>
/// <param name="connectedKernelName">What <c>--kernel-name</c> says; the platform's own parameter.</param>
/// <remarks>The platform keeps command classes in one registry by simple name, across all extensions; hence the long name.</remarks>
public sealed class NotebookSqlAuthConnectCommand(string connectedKernelName) : ConnectKernelCommand(connectedKernelName)
{
    /// <summary>The other options by camel-cased name.</summary>
    [JsonExtensionData]
    [SuppressMessage("Usage", "CA2227:Collection properties should be read only", Justification = "The serializer sets it.")]
    public Dictionary<string, JsonElement>? Words { get; set; }
}

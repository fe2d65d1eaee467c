using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.DotNet.Interactive.Commands;

namespace NotebookSqlAuth.Interactive;

/// <summary>What the platform turns a magic's line into: one class for every magic, because the platform hands over what it read as JSON.</summary>
/// <remarks>The platform keeps command classes in one registry by simple name, across all extensions; hence the long name.</remarks>
public sealed class NotebookSqlAuthMagicCommand : KernelDirectiveCommand
{
    /// <summary>The options by camel-cased name, and <c>invokedDirective</c>: the magic's word.</summary>
    [JsonExtensionData]
    [SuppressMessage("Usage", "CA2227:Collection properties should be read only", Justification = "The serializer sets it.")]
    public Dictionary<string, JsonElement>? Words { get; set; }

    /// <summary>The magic's word, e.g. <c>#!aad-login</c>.</summary>
    internal string? MagicName => Words?.GetValueOrDefault("invokedDirective").GetString();
}

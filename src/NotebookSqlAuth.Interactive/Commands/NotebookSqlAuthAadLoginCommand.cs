using System.Text.Json.Serialization;

namespace NotebookSqlAuth.Interactive.Commands;

/// <summary><c>#!aad-login</c> as a command: what the platform turns the line into, and what a client may send.</summary>
public sealed class NotebookSqlAuthAadLoginCommand : NotebookSqlAuthMagicCommand
{
    /// <summary><c>--tenant</c>: the tenant's GUID or domain.</summary>
    [JsonConverter(typeof(OptionText))]
    public string? Tenant { get; set; }

    /// <summary><c>--client-id</c>: the application that signs in.</summary>
    [JsonConverter(typeof(OptionText))]
    public string? ClientId { get; set; }

    /// <summary><c>--cloud</c>: one of Azure's clouds.</summary>
    [JsonConverter(typeof(OptionText))]
    public string? Cloud { get; set; }

    /// <summary><c>--force</c>: signs in even if somebody is.</summary>
    public bool Force { get; set; }
}

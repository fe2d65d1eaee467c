using System.Text.Json.Serialization;

namespace NotebookSqlAuth.Interactive.Commands;

/// <summary><c>#!aad-logout</c> as a command: what the platform turns the line into, and what a client may send.</summary>
public sealed class NotebookSqlAuthAadLogoutCommand : NotebookSqlAuthMagicCommand
{
    /// <summary><c>--account</c>: only this account.</summary>
    [JsonConverter(typeof(OptionText))]
    public string? Account { get; set; }
}

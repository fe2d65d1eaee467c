using System.Text.Json.Serialization;

namespace NotebookSqlAuth.Interactive.Commands;

/// <summary><c>#!sql-connect</c> as a command: what the platform turns the line into, and what a client may send.</summary>
public sealed class NotebookSqlAuthSqlConnectCommand : NotebookSqlAuthMagicCommand
{
    /// <summary><c>--server</c>: the server.</summary>
    [JsonConverter(typeof(OptionText))]
    public string? Server { get; set; }

    /// <summary><c>--database</c>: the database.</summary>
    [JsonConverter(typeof(OptionText))]
    public string? Database { get; set; }

    /// <summary><c>--name</c>: what queries call the connection.</summary>
    [JsonConverter(typeof(OptionText))]
    public string? Name { get; set; }

    /// <summary><c>--account</c>: which account, when several are signed in.</summary>
    [JsonConverter(typeof(OptionText))]
    public string? Account { get; set; }

    /// <summary><c>--timeout</c>: how many seconds one attempt may take.</summary>
    [JsonConverter(typeof(OptionText))]
    public string? Timeout { get; set; }
}

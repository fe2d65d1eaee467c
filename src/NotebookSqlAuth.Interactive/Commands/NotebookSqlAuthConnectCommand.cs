using System.Text.Json.Serialization;
using Microsoft.DotNet.Interactive.Commands;

namespace NotebookSqlAuth.Interactive.Commands;

/// <summary><c>#!connect azure-sql</c> as a command.</summary>
/// <param name="connectedKernelName"><c>--kernel-name</c>, the platform's own option: the kernel becomes <c>#!sql-NAME</c>; null where it was not given.</param>
/// <inheritdoc cref="NotebookSqlAuthMagicCommand" path="/remarks"/>
public sealed class NotebookSqlAuthConnectCommand(string? connectedKernelName) : ConnectKernelCommand(connectedKernelName!)
{
    /// <summary><c>--server</c>: the server.</summary>
    [JsonConverter(typeof(OptionText))]
    public string? Server { get; set; }

    /// <summary><c>--database</c>: the database.</summary>
    [JsonConverter(typeof(OptionText))]
    public string? Database { get; set; }

    /// <summary><c>--account</c>: which account, when several are signed in.</summary>
    [JsonConverter(typeof(OptionText))]
    public string? Account { get; set; }

    /// <summary><c>--timeout</c>: how many seconds one attempt may take.</summary>
    [JsonConverter(typeof(OptionText))]
    public string? Timeout { get; set; }

    /// <summary><c>--help</c>: what the magic does, in place of doing it.</summary>
    public bool Help { get; set; }

    /// <summary><c>-h</c>: the same.</summary>
    public bool H { get; set; }
}

using System.Text.Json.Serialization;

namespace NotebookSqlAuth.Interactive.Commands;

/// <summary><c>#!spark-connect</c> as a command: what the platform turns the line into, and what a client may send.</summary>
public sealed class NotebookSqlAuthSparkConnectCommand : NotebookSqlAuthMagicCommand
{
    /// <summary><c>--address</c>: the server, <c>sc://HOST:PORT</c>.</summary>
    [JsonConverter(typeof(OptionText))]
    public string? Address { get; set; }

    /// <summary><c>--databricks</c>: a workspace's host.</summary>
    [JsonConverter(typeof(OptionText))]
    public string? Databricks { get; set; }

    /// <summary><c>--cluster</c>: the workspace's cluster.</summary>
    [JsonConverter(typeof(OptionText))]
    public string? Cluster { get; set; }

    /// <summary><c>--serverless</c>: the workspace's serverless compute.</summary>
    public bool Serverless { get; set; }

    /// <summary><c>--name</c>: what cells call the session.</summary>
    [JsonConverter(typeof(OptionText))]
    public string? Name { get; set; }

    /// <summary><c>--account</c>: which account, when several are signed in.</summary>
    [JsonConverter(typeof(OptionText))]
    public string? Account { get; set; }

    /// <summary><c>--client-id</c>: an application that may ask for Databricks.</summary>
    [JsonConverter(typeof(OptionText))]
    public string? ClientId { get; set; }

    /// <summary><c>--no-progress</c>: after how many seconds without progress work is given up.</summary>
    [JsonConverter(typeof(OptionText))]
    public string? NoProgress { get; set; }

    /// <summary><c>--volume</c>: a folder of a Unity Catalog volume.</summary>
    [JsonConverter(typeof(OptionText))]
    public string? Volume { get; set; }
}

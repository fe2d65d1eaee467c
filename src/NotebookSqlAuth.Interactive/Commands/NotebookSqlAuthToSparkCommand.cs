using System.Text.Json.Serialization;

namespace NotebookSqlAuth.Interactive.Commands;

/// <summary><c>#!to-spark</c> as a command: what the platform turns the line into, and what a client may send.</summary>
public sealed class NotebookSqlAuthToSparkCommand : NotebookSqlAuthMagicCommand
{
    /// <summary><c>--frame</c>: the C# variable that holds the DataFrame.</summary>
    [JsonConverter(typeof(OptionText))]
    public string? Frame { get; set; }

    /// <summary><c>--name</c>: what the temp view and its variable are called.</summary>
    [JsonConverter(typeof(OptionText))]
    public string? Name { get; set; }

    /// <summary><c>--on</c>: which Spark session.</summary>
    [JsonConverter(typeof(OptionText))]
    public string? On { get; set; }

    /// <summary><c>--keep-offset</c>: keeps the offsets of datetimeoffset.</summary>
    public bool KeepOffset { get; set; }

    /// <summary><c>--volume</c>: a folder of a Unity Catalog volume.</summary>
    [JsonConverter(typeof(OptionText))]
    public string? Volume { get; set; }
}

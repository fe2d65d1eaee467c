using NotebookSqlAuth.Magics;

namespace NotebookSqlAuth.Interactive;

/// <summary>A magic with lines below it: to the platform, a language of its own.</summary>
/// <param name="Magic">The magic.</param>
/// <param name="Connection">The connection that it is for (<c>#!sql-sales</c>); null where its line names one.</param>
internal sealed record BodyMagic(Magic Magic, string? Connection = null)
{
    /// <summary>What cells call it by.</summary>
    public string Word => Magic.Name;

    /// <summary>What the platform calls it.</summary>
    public string KernelName => Word[2..];

    /// <summary>A query's magic for one connection.</summary>
    public static BodyMagic Of(string connection) => new(new SqlQueryMagic(connection), connection);

    /// <summary>The magic's line as what answers editors knows it.</summary>
    /// <param name="words">What follows the word.</param>
    public string Line(string words) => Connection is null ? Word + words : $"{UsualQuery.Name} --connection {Connection}{words}";

    private static SqlQueryMagic UsualQuery { get; } = new();
}

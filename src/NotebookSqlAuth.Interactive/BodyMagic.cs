using NotebookSqlAuth.Magics;

namespace NotebookSqlAuth.Interactive;

/// <summary>A magic with lines below it, under the word that cells call it by: its own, or that of a connection (<c>#!sql-sales</c>).</summary>
/// <param name="Magic">The magic.</param>
/// <param name="Connection">The connection that is meant, whatever the latest is; null for the magic itself.</param>
internal sealed record BodyMagic(Magic Magic, string? Connection = null)
{
    private const string ConnectionOption = "--connection";

    /// <summary>What cells call it by.</summary>
    public string Word => Connection is null ? Magic.Name : "#!" + Connection;

    /// <summary>What the platform calls it.</summary>
    public string KernelName => Word[2..];

    /// <summary>One sentence for completion and help.</summary>
    public string Description => Connection is null ? Magic.Description : $"Runs T-SQL on the connection `{Connection}` and shows the rows.";

    /// <summary>What may follow the word.</summary>
    public IReadOnlyList<MagicOption> Options =>
        Connection is null ? Magic.Options : [.. Magic.Options.Where(option => option.Name != ConnectionOption)];

    /// <summary>What follows the magic's own name, with the connection that is meant.</summary>
    /// <param name="words">What follows the word.</param>
    public string Words(string words) => Connection is null ? words : $" {ConnectionOption} {Connection}{words}";

    /// <summary>A call with the connection that is meant.</summary>
    public MagicCall Complete(MagicCall call) => Connection is null ? call : MagicWords.With(call, ConnectionOption, Connection);
}

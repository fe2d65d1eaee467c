using System.IO.Compression;

namespace NotebookSqlAuth.Kernel.Databricks;

/// <summary>Writes zip files whose bytes depend on what is in them alone: entries in order, one fixed time, permissions as on Unix.</summary>
internal static class PackedZip
{
    // The earliest time that a zip can hold (APPNOTE.TXT, 4.4.6), which Python's own build tools write for the same purpose.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // A zip made on Unix holds the mode in the upper half of the external attributes: a regular file, readable by all, written by its owner.
    private const int RegularFile = 0b1_000_000_110_100_100;

    private const int Executable = 0b001_001_001;

    /// <summary>Writes it, over a file of that name.</summary>
    public static async Task WriteAsync(string file, IEnumerable<PackedEntry> entries, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(file, FileMode.Create, FileAccess.Write);
        await using var zip = new ZipArchive(stream, ZipArchiveMode.Create);
        foreach (var entry in entries)
        {
            var written = zip.CreateEntry(entry.Name, CompressionLevel.Optimal);
            written.LastWriteTime = Epoch;
            written.ExternalAttributes = (RegularFile | (entry.IsProgram ? Executable : 0)) << 16;
            await using var to = await written.OpenAsync(cancellationToken);
            await using var from = entry.Open();
            await from.CopyToAsync(to, cancellationToken);
        }
    }
}

/// <summary>One file of a zip.</summary>
/// <param name="Name">Its path there, with forward slashes.</param>
/// <param name="IsProgram">Whether it may be executed.</param>
/// <param name="Open">Opens its content.</param>
internal sealed record PackedEntry(string Name, bool IsProgram, Func<Stream> Open)
{
    /// <summary>A file of bytes that are here.</summary>
    public static PackedEntry Of(string name, byte[] content) => new(name, IsProgram: false, () => new MemoryStream(content, writable: false));
}

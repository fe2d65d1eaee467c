using System.Buffers;
using System.Text;

namespace NotebookSqlAuth.Secrets.Tests;

/// <summary>Looks for secrets in files: as they are, as UTF-16, and inside base64 at each of its three alignments.</summary>
internal sealed class SecretSearch
{
    /// <summary>Shorter pieces would be found by chance.</summary>
    private const int MinPieceLength = 16;

    private const int BlockBytes = 4 * 1024 * 1024;

    private readonly SearchValues<string> _needles;
    private readonly int _longestNeedle;

    public SecretSearch(IEnumerable<string> secrets)
    {
        var needles = secrets.SelectMany(Pieces).SelectMany(Forms).Distinct(StringComparer.Ordinal).ToArray();
        NeedleCount = needles.Length;
        _longestNeedle = needles.Length == 0 ? 0 : needles.Max(needle => needle.Length);
        _needles = SearchValues.Create(needles, StringComparison.Ordinal);
    }

    /// <summary>How many different byte sequences are looked for.</summary>
    public int NeedleCount { get; }

    /// <summary>The files below a folder that hold a secret, in any form.</summary>
    public IEnumerable<string> FindIn(string folder) =>
        Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false })
            .Where(Holds);

    /// <summary>A signed token is header.payload.signature; the header is the same in all, and a log may hold one part only.</summary>
    private static IEnumerable<string> Pieces(string secret) =>
        secret.Split('.') is { Length: 3 } parts
            ? parts[1..].Where(part => part.Length >= MinPieceLength)
            : secret.Length >= MinPieceLength ? [secret] : [];

    private static IEnumerable<string> Forms(string piece)
    {
        yield return piece;
        yield return Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(piece));
        foreach (var encoded in Base64Forms(Encoding.UTF8.GetBytes(piece)).Concat(Base64Forms(Encoding.Unicode.GetBytes(piece))))
        {
            yield return encoded;
        }
    }

    /// <summary>Base64 of the bytes after 0, 1 and 2 unknown bytes, without the characters that depend on what stands around them.</summary>
    private static IEnumerable<string> Base64Forms(byte[] bytes)
    {
        for (var before = 0; before < 3; before++)
        {
            var whole = (before + bytes.Length) / 3 * 3;
            var padded = new byte[whole];
            bytes.AsSpan(0, whole - before).CopyTo(padded.AsSpan(before));
            yield return Convert.ToBase64String(padded)[(before == 0 ? 0 : 4)..];
        }
    }

    private bool Holds(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var block = new byte[BlockBytes + _longestNeedle];
        var kept = 0;
        while (stream.ReadAtLeast(block.AsSpan(kept, BlockBytes), BlockBytes, throwOnEndOfStream: false) is var read and > 0)
        {
            var length = kept + read;
            if (Encoding.Latin1.GetString(block, 0, length).AsSpan().ContainsAny(_needles))
            {
                return true;
            }

            // A secret may lie across two blocks.
            kept = Math.Min(_longestNeedle, length);
            block.AsSpan(length - kept, kept).CopyTo(block);
        }

        return false;
    }
}

namespace NotebookSqlAuth.Frames;

/// <summary>Compares byte arrays by content, byte by byte, the shorter first where one begins the other.</summary>
internal sealed class BinaryComparer : IEqualityComparer<byte[]>, IComparer<byte[]>
{
    internal static BinaryComparer Instance { get; } = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(byte[] obj)
    {
        var hash = default(HashCode);
        hash.AddBytes(obj);
        return hash.ToHashCode();
    }

    public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
}

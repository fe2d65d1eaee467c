using System.Security.Cryptography;
using System.Text;

namespace NotebookSqlAuth.Kernel.Jupyter.Wire;

/// <summary>Signs the four JSON frames of a message, and checks those that come. Thread-safe, <see cref="IsFresh"/> aside.</summary>
internal sealed class MessageSigner(string key)
{
    // As many as ipykernel remembers: a repetition that comes later than that many messages is not caught there either.
    private const int RememberedSignatures = 65_536;

    private readonly byte[] _key = Encoding.UTF8.GetBytes(key);
    private readonly HashSet<Int128> _seen = [];
    private readonly Queue<Int128> _order = new();

    /// <summary>The signature in hexadecimal; empty where the connection has no key.</summary>
    public byte[] Sign(params ReadOnlySpan<byte[]> frames)
    {
        if (_key.Length == 0)
        {
            return [];
        }

        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        foreach (var frame in frames)
        {
            hash.AppendData(frame);
        }

        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(digest));
    }

    /// <summary>Whether a signature is that of the frames, compared in constant time.</summary>
    public bool IsGenuine(byte[] signature, params ReadOnlySpan<byte[]> frames) =>
        CryptographicOperations.FixedTimeEquals(Sign(frames), signature);

    /// <summary>Whether a genuine signature comes for the first time; true where messages are not signed. One thread only.</summary>
    public bool IsFresh(byte[] signature)
    {
        if (_key.Length == 0)
        {
            return true;
        }

        // Half of a genuine HMAC tells messages apart.
        var mark = BitConverter.ToInt128(Convert.FromHexString(Encoding.ASCII.GetString(signature)), 0);
        if (!_seen.Add(mark))
        {
            return false;
        }

        _order.Enqueue(mark);
        if (_order.Count > RememberedSignatures)
        {
            _seen.Remove(_order.Dequeue());
        }

        return true;
    }
}

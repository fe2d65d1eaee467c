using System.Buffers;

namespace NotebookSqlAuth.Spark.Arrow.Buffers;

/// <summary>Bytes that grow at their end, in memory that is borrowed from the shared pool until it is detached.</summary>
internal sealed class PooledBuffer
{
    private const int FirstBytes = 4096;

    private byte[] _bytes = [];
    private int _lastBytes = FirstBytes;

    internal int Length { get; private set; }

    internal Span<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Room for at least that many bytes after what is written.</summary>
    /// <exception cref="NotSupportedException">More than one array can hold.</exception>
    internal Span<byte> Free(int bytes)
    {
        if (_bytes.Length - Length < bytes)
        {
            Grow(bytes);
        }

        return _bytes.AsSpan(Length);
    }

    /// <summary>Counts bytes that were written into <see cref="Free"/>.</summary>
    internal void Advance(int bytes) => Length += bytes;

    /// <summary>Forgets what is written behind the first bytes; the memory is kept.</summary>
    internal void Truncate(int bytes) => Length = bytes;

    /// <summary>Gives the memory away; whoever takes it returns it to the shared pool. What comes next starts with room for as much again.</summary>
    internal byte[] Detach()
    {
        var bytes = _bytes;
        _lastBytes = Math.Max(FirstBytes, Length);
        _bytes = [];
        Length = 0;
        return bytes;
    }

    private void Grow(int bytes)
    {
        var needed = (long)Length + bytes;
        if (needed > Array.MaxLength)
        {
            throw new NotSupportedException("A buffer of an Arrow batch is limited to 2 GiB.");
        }

        var wanted = Math.Max(needed, _bytes.Length == 0 ? _lastBytes : Math.Min(_bytes.Length * 2L, Array.MaxLength));
        var larger = ArrayPool<byte>.Shared.Rent((int)wanted);
        Written.CopyTo(larger);
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        _bytes = larger;
    }
}

using System.Numerics;
using System.Runtime.InteropServices;

namespace NotebookSqlAuth.Spark.Arrow.Buffers;

/// <summary>One bit per row, least significant bit first: the layout that frames and Arrow share (Arrow columnar format, "Validity bitmaps").</summary>
internal static class Bitmap
{
    internal static int Bytes(int rows) => (int)(((long)rows + 7) / 8);

    internal static bool IsSet(ReadOnlySpan<byte> bits, int index) => (bits[index >> 3] & (1 << (index & 7))) != 0;

    /// <summary>How many of a range's bits are set.</summary>
    internal static int CountSet(ReadOnlySpan<byte> bits, int start, int count)
    {
        var set = 0;
        while (count > 0 && (start & 7) != 0)
        {
            set += IsSet(bits, start) ? 1 : 0;
            start++;
            count--;
        }

        var whole = bits.Slice(start >> 3, count >> 3);
        var words = MemoryMarshal.Cast<byte, ulong>(whole);
        foreach (var word in words)
        {
            set += BitOperations.PopCount(word);
        }

        foreach (var part in whole[(words.Length * sizeof(ulong))..])
        {
            set += BitOperations.PopCount(part);
        }

        for (var i = start + (count & ~7); i < start + count; i++)
        {
            set += IsSet(bits, i) ? 1 : 0;
        }

        return set;
    }

    /// <summary>Copies a range of bits to a bitmap's start.</summary>
    internal static void Copy(ReadOnlySpan<byte> bits, int start, int count, Span<byte> target)
    {
        var source = bits[(start >> 3)..];
        var shift = start & 7;
        var bytes = Bytes(count);
        if (shift == 0)
        {
            source[..bytes].CopyTo(target);
            return;
        }

        for (var i = 0; i < bytes; i++)
        {
            var next = i + 1 < source.Length ? source[i + 1] : 0;
            target[i] = (byte)((source[i] >> shift) | (next << (8 - shift)));
        }
    }

    /// <summary>Packs one byte per value, 0 or 1, into one bit per value.</summary>
    internal static void Pack(ReadOnlySpan<byte> values, Span<byte> target)
    {
        // Eight bytes of 0 or 1 become eight bits by one multiplication: byte i is to land on bit i of the topmost byte.
        const ulong Gather = 0x0102_0408_1020_4080;

        var words = MemoryMarshal.Cast<byte, ulong>(values);
        for (var i = 0; i < words.Length; i++)
        {
            target[i] = (byte)((words[i] * Gather) >> 56);
        }

        var rest = values[(words.Length * sizeof(ulong))..];
        if (rest.Length > 0)
        {
            var last = 0;
            for (var i = 0; i < rest.Length; i++)
            {
                last |= rest[i] << i;
            }

            target[words.Length] = (byte)last;
        }
    }

    /// <summary>Unpacks a range of bits into one byte per value, 0 or 1.</summary>
    internal static void Unpack(ReadOnlySpan<byte> bits, int start, Span<byte> target)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = (byte)((bits[(start + i) >> 3] >> ((start + i) & 7)) & 1);
        }
    }
}

using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Arrow.Buffers;

namespace NotebookSqlAuth.Spark.Arrow.Values;

/// <summary>Writes values as UTF-8 text.</summary>
internal static class Texts
{
    /// <summary>A UTF-16 unit is at most that many bytes in UTF-8.</summary>
    private const int MaxBytesPerChar = 3;

    /// <summary>Texts longer than this are measured first, so that no buffer is three times what they need.</summary>
    private const int MaxGuessedChars = 1 << 15;

    /// <summary>Room for texts that are added together.</summary>
    private const int MinBytesAtOnce = 1 << 16;

    /// <summary>Texts that are added together are at most that long, so that a batch outgrows its bound by little while it is tried.</summary>
    private const int MaxBytesAtOnce = 1 << 18;

    private const int GuidLength = 36;

    /// <summary>Ticks have seven digits behind the second.</summary>
    private const int MaxTimeScale = 7;

    private static readonly int[] s_ticksOfLastDigit = [10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];

    /// <summary>Adds a text; halves of surrogate pairs become U+FFFD and are counted.</summary>
    /// <exception cref="UserError">It is too long for one Arrow buffer.</exception>
    internal static void Append(VariableBuffer buffer, ReadOnlySpan<char> text, string column, Changes surrogates)
    {
        var bytes = text.Length <= MaxGuessedChars ? text.Length * MaxBytesPerChar : Measure(text, buffer, column);
        var target = buffer.Data.Free(bytes);
        var status = Utf8.FromUtf16(text, target, out _, out var written, replaceInvalidSequences: false);
        if (status != OperationStatus.Done)
        {
            surrogates.Count++;
            written = Encoding.UTF8.GetBytes(text, target);
        }

        buffer.Data.Advance(written);
        buffer.EndValue();
    }

    /// <summary>Adds texts until all are there or the buffer has more bytes than the limit; see <see cref="Append(VariableBuffer, ReadOnlySpan{char}, string, Changes)"/>.</summary>
    internal static void AppendAll(VariableBuffer buffer, ReadOnlySpan<string?> texts, long maxBytes, string column, Changes surrogates)
    {
        while (texts.Length > 0 && buffer.Data.Length <= maxBytes)
        {
            var added = AppendPlain(buffer, texts);
            if (added == 0)
            {
                // A null is always added by the other.
                Append(buffer, texts[0], column, surrogates);
                added = 1;
            }

            texts = texts[added..];
        }
    }

    /// <summary>Adds a GUID as SQL Server writes it: capital letters.</summary>
    internal static void Append(VariableBuffer buffer, Guid value)
    {
        var target = buffer.Data.Free(GuidLength)[..GuidLength];
        value.TryFormat(target, out _, "D");
        Ascii.ToUpperInPlace(target, out _);
        buffer.Data.Advance(GuidLength);
        buffer.EndValue();
    }

    /// <summary>
    /// Adds a time of day as <c>HH:mm:ss.fffffff</c> with as many digits behind the second as the column has, with seven where a value has
    /// more; what is no time of day as <c>[-][d.]hh:mm:ss[.fffffff]</c>. Nothing is lost, and times of one column sort as texts.
    /// </summary>
    internal static void Append(VariableBuffer buffer, TimeSpan value, int scale)
    {
        const int MaxLength = 32;

        var target = buffer.Data.Free(MaxLength);
        int written;
        if (value < TimeSpan.Zero || value >= TimeSpan.FromDays(1))
        {
            value.TryFormat(target, out written, "c", CultureInfo.InvariantCulture);
        }
        else
        {
            written = AppendTimeOfDay(target, value.Ticks, scale);
        }

        buffer.Data.Advance(written);
        buffer.EndValue();
    }

    /// <summary>Adds texts with the least work for each, up to one that is long or holds half of a surrogate pair.</summary>
    /// <returns>How many were added.</returns>
    private static int AppendPlain(VariableBuffer buffer, ReadOnlySpan<string?> texts)
    {
        var target = buffer.Data.Free(MinBytesAtOnce);
        target = target[..Math.Min(target.Length, MaxBytesAtOnce)];
        var ends = buffer.FreeEnds(texts.Length);
        var before = buffer.Data.Length;
        var (count, bytes) = (0, 0);
        for (; count < ends.Length; count++)
        {
            if (texts[count] is { } text)
            {
                if ((long)text.Length * MaxBytesPerChar > target.Length - bytes
                    || Utf8.FromUtf16(text, target[bytes..], out _, out var written, replaceInvalidSequences: false) != OperationStatus.Done)
                {
                    break;
                }

                bytes += written;
            }

            ends[count] = before + bytes;
        }

        buffer.Data.Advance(bytes);
        buffer.Advance(texts[..count]);
        return count;
    }

    private static int AppendTimeOfDay(Span<byte> target, long ticks, int scale)
    {
        const int DigitsEnd = 16;

        var (seconds, fraction) = ((int)(ticks / TimeSpan.TicksPerSecond), (int)(ticks % TimeSpan.TicksPerSecond));
        if (fraction % s_ticksOfLastDigit[scale] != 0)
        {
            scale = MaxTimeScale;
        }

        "00:00:00.0000000"u8.CopyTo(target);
        WriteTwo(target, seconds / 3600);
        WriteTwo(target[3..], seconds / 60 % 60);
        WriteTwo(target[6..], seconds % 60);
        for (var i = DigitsEnd - 1; fraction > 0; i--)
        {
            target[i] = (byte)('0' + (fraction % 10));
            fraction /= 10;
        }

        return scale == 0 ? 8 : 9 + scale;
    }

    private static void WriteTwo(Span<byte> target, int value)
    {
        target[0] = (byte)('0' + (value / 10));
        target[1] = (byte)('0' + (value % 10));
    }

    private static int Measure(ReadOnlySpan<char> text, VariableBuffer buffer, string column)
    {
        // A unit is at least one byte: what is longer than the room need not be counted, and counting beyond an int fails.
        var room = Array.MaxLength - buffer.Data.Length;
        var bytes = text.Length > room ? long.MaxValue : Count(text);
        return bytes <= room
            ? (int)bytes
            : throw new UserError(
                ErrorCodes.ValueOutOfRange,
                $"A text of the column `{column}` is larger than 2 GiB in UTF-8.",
                "Arrow and Spark hold no such text.",
                "Leave the column out, or cut its texts: LEFT(value, 1000000000).");
    }

    private static long Count(ReadOnlySpan<char> text)
    {
        const int Piece = 1 << 28;

        var bytes = 0L;
        while (text.Length > 0)
        {
            // A pair that is cut in two counts three bytes a half, more than the four of the whole: never too little.
            var piece = text[..Math.Min(Piece, text.Length)];
            bytes += Encoding.UTF8.GetByteCount(piece);
            text = text[piece.Length..];
        }

        return bytes;
    }
}

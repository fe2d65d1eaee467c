using System.Buffers;
using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Requests;

/// <summary>Reads a parameter's value.</summary>
internal static class ParameterValue
{
    private const ushort ShortNull = 0xFFFF;
    private const ulong ChunkedNull = ulong.MaxValue;
    private const ulong ChunkedUnknownLength = ulong.MaxValue - 1;

    /// <summary>The value in the CLR type that <see cref="Engine.SqlTypeCode"/> names, null for NULL.</summary>
    public static object? Read(ref PayloadReader reader, ParameterType type)
    {
        switch (type.Form)
        {
            case LengthForm.Fixed:
                return ValueDecoder.Decode(reader.Bytes(type.FixedBytes), type);
            case LengthForm.Byte:
                var length = reader.Byte();
                return length == 0 ? null : ValueDecoder.Decode(reader.Bytes(length), type);
            case LengthForm.Short:
                var shortLength = reader.UInt16();
                return shortLength == ShortNull ? null : ValueDecoder.Decode(reader.Bytes(shortLength), type);
            default:
                return ReadChunked(ref reader, type);
        }
    }

    private static object? ReadChunked(ref PayloadReader reader, ParameterType type)
    {
        var total = reader.UInt64();
        if (total == ChunkedNull)
        {
            return null;
        }

        // Grows with the chunks that are there, whatever the total claims.
        var whole = new ArrayBufferWriter<byte>();
        for (var chunk = reader.UInt32(); chunk != 0; chunk = reader.UInt32())
        {
            whole.Write(reader.Bytes(chunk));
        }

        return total == ChunkedUnknownLength || total == (ulong)whole.WrittenCount
            ? ValueDecoder.Decode(whole.WrittenSpan, type)
            : throw new TdsProtocolException("A max value's chunks do not add up to its length.");
    }
}

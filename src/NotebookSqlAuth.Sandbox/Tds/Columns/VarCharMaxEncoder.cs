using System.Text;
using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Columns;

/// <summary>varchar(max), recoded piece by piece so that a long text costs no second copy.</summary>
internal sealed class VarCharMaxEncoder : ChunkedEncoder
{
    private readonly Encoder _encoder = Collation.DefaultEncoding.GetEncoder();
    private readonly byte[] _chunk = new byte[4096];

    public override void WriteType(PacketWriter packets)
    {
        packets.Byte((byte)TypeToken.VarChar);
        packets.UInt16(MaxLength);
        packets.Bytes(Collation.Default);
    }

    public override void Write(PacketWriter packets, object value)
    {
        ReadOnlySpan<char> rest = (string)value;
        packets.UInt64((ulong)Collation.DefaultEncoding.GetByteCount(rest));
        _encoder.Reset();
        while (!rest.IsEmpty)
        {
            _encoder.Convert(rest, _chunk, flush: true, out var read, out var written, out _);
            packets.UInt32((uint)written);
            packets.Bytes(_chunk.AsSpan(0, written));
            rest = rest[read..];
        }

        packets.UInt32(0);
    }
}

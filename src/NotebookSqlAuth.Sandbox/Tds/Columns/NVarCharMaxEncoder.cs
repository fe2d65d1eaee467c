using System.Runtime.InteropServices;
using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Columns;

internal sealed class NVarCharMaxEncoder : ChunkedEncoder
{
    public override void WriteType(PacketWriter packets)
    {
        packets.Byte((byte)TypeToken.NVarChar);
        packets.UInt16(MaxLength);
        packets.Bytes(Collation.Default);
    }

    public override void Write(PacketWriter packets, object value) => WriteWhole(packets, MemoryMarshal.AsBytes(((string)value).AsSpan()));
}

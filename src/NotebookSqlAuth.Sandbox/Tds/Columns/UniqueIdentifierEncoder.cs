using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Columns;

internal sealed class UniqueIdentifierEncoder : ByteLengthEncoder
{
    private const int GuidBytes = 16;

    public override void WriteType(PacketWriter packets)
    {
        packets.Byte((byte)TypeToken.Guid);
        packets.Byte(GuidBytes);
    }

    public override void Write(PacketWriter packets, object value)
    {
        Span<byte> bytes = stackalloc byte[GuidBytes];
        ((Guid)value).TryWriteBytes(bytes);
        packets.Byte(GuidBytes);
        packets.Bytes(bytes);
    }
}

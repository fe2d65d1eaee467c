using System.Runtime.InteropServices;
using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Columns;

/// <summary>xml as UTF-16 text without a byte order mark: clients add it themselves.</summary>
internal sealed class XmlEncoder : ChunkedEncoder
{
    public override void WriteType(PacketWriter packets)
    {
        packets.Byte((byte)TypeToken.Xml);
        packets.Byte(0); // no schema collection (XML_INFO, MS-TDS 2.2.5.5.3)
    }

    public override void Write(PacketWriter packets, object value) => WriteWhole(packets, MemoryMarshal.AsBytes(((string)value).AsSpan()));
}

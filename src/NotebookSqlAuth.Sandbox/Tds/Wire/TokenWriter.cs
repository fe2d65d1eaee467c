using NotebookSqlAuth.Sandbox.Engine;

namespace NotebookSqlAuth.Sandbox.Tds.Wire;

/// <summary>Writes the tokens of a response (MS-TDS 2.2.7).</summary>
internal sealed class TokenWriter(PacketWriter packets, string serverName)
{
    // A message's token length is two bytes; SQL Server cuts PRINT at 8,000 bytes of varchar.
    private const int MaxMessageCharacters = 8000;

    public PacketWriter Packets { get; } = packets;

    /// <summary>ERROR (2.2.7.10) for class 11 and more, else INFO (2.2.7.13).</summary>
    public void Message(SqlServerMessage message)
    {
        var text = message.Text.AsSpan(0, Math.Min(message.Text.Length, MaxMessageCharacters));
        Packets.Byte(message.Class > 10 ? (byte)0xAA : (byte)0xAB);
        Packets.UInt16((ushort)(4 + 1 + 1 + 2 + (text.Length * 2) + 1 + (serverName.Length * 2) + 1 + 4));
        Packets.UInt32((uint)message.Number);
        Packets.Byte(message.State);
        Packets.Byte(message.Class);
        Packets.UInt16((ushort)text.Length);
        Packets.Text(text);
        Packets.ShortText(serverName);
        Packets.ShortText(string.Empty);
        Packets.UInt32((uint)message.Line);
    }

    /// <summary>ENVCHANGE (2.2.7.9) with texts.</summary>
    public void EnvironmentChange(EnvironmentChange what, string newValue, string oldValue)
    {
        Packets.Byte(0xE3);
        Packets.UInt16((ushort)(1 + 1 + (newValue.Length * 2) + 1 + (oldValue.Length * 2)));
        Packets.Byte((byte)what);
        Packets.ShortText(newValue);
        Packets.ShortText(oldValue);
    }

    /// <summary>ENVCHANGE (2.2.7.9) with bytes.</summary>
    public void EnvironmentChange(EnvironmentChange what, ReadOnlySpan<byte> newValue, ReadOnlySpan<byte> oldValue)
    {
        Packets.Byte(0xE3);
        Packets.UInt16((ushort)(1 + 1 + newValue.Length + 1 + oldValue.Length));
        Packets.Byte((byte)what);
        Packets.Byte((byte)newValue.Length);
        Packets.Bytes(newValue);
        Packets.Byte((byte)oldValue.Length);
        Packets.Bytes(oldValue);
    }

    /// <summary>DONE, DONEPROC or DONEINPROC (2.2.7.6 to 2.2.7.8).</summary>
    public void Done(DoneToken token, DoneStatus status, ushort command = 0, long rowCount = 0)
    {
        Packets.Byte((byte)token);
        Packets.UInt16((ushort)status);
        Packets.UInt16(command);
        Packets.UInt64((ulong)rowCount);
    }

    /// <summary>RETURNSTATUS (2.2.7.18).</summary>
    public void ReturnStatus(int value)
    {
        Packets.Byte(0x79);
        Packets.UInt32((uint)value);
    }

    /// <summary>RETURNVALUE (2.2.7.19) of an int parameter: a prepared statement's handle.</summary>
    public void ReturnValue(ushort ordinal, string name, int value)
    {
        Packets.Byte(0xAC);
        Packets.UInt16(ordinal);
        Packets.ShortText(name);
        Packets.Byte(0x01); // an output parameter, not a function's result
        Packets.UInt32(0);  // UserType
        Packets.UInt16(0);  // Flags
        Packets.Byte((byte)TypeToken.IntN);
        Packets.Byte(4);
        Packets.Byte(4);
        Packets.UInt32((uint)value);
    }
}

/// <summary>What an ENVCHANGE tells of (MS-TDS 2.2.7.9).</summary>
internal enum EnvironmentChange : byte
{
    Database = 1,
    Language = 2,
    PacketSize = 4,
    Collation = 7,
    BeginTransaction = 8,
    CommitTransaction = 9,
    RollbackTransaction = 10,
    ConnectionReset = 18,
}

/// <summary>Which kind of end a DONE tells of (MS-TDS 2.2.7.6 to 2.2.7.8).</summary>
internal enum DoneToken : byte
{
    Done = 0xFD,
    DoneProcedure = 0xFE,
    DoneInProcedure = 0xFF,
}

/// <summary>A DONE's status bits (MS-TDS 2.2.7.6).</summary>
[Flags]
internal enum DoneStatus : ushort
{
    Final = 0,
    More = 0x01,
    Error = 0x02,
    Count = 0x10,
    Attention = 0x20,
}

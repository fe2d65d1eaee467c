namespace NotebookSqlAuth.Sandbox.Tds.Wire;

/// <summary>What a message is (MS-TDS 2.2.3.1.1).</summary>
internal enum PacketType : byte
{
    SqlBatch = 0x01,
    Rpc = 0x03,
    TabularResult = 0x04,
    Attention = 0x06,
    FederatedAuthenticationToken = 0x08,
    TransactionManager = 0x0E,
    Login7 = 0x10,
    Prelogin = 0x12,
}

/// <summary>A packet's status bits (MS-TDS 2.2.3.1.2).</summary>
[Flags]
internal enum PacketStatus : byte
{
    Normal = 0,
    EndOfMessage = 0x01,
    Ignore = 0x02,
    ResetConnection = 0x08,
    ResetConnectionKeepTransaction = 0x10,
}

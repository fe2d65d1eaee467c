namespace NotebookSqlAuth.Sandbox.Tds.Wire;

/// <summary>What a client may ask of the server's memory.</summary>
internal static class TdsLimits
{
    /// <summary>A packet's header (MS-TDS 2.2.3.1).</summary>
    public const int HeaderBytes = 8;

    /// <summary>The size of packets before and during login (MS-TDS 2.2.3.1.3: 4,096 unless negotiated).</summary>
    public const int LoginPacketBytes = 4096;

    /// <summary>The smallest packet that a client may negotiate (MS-TDS 2.2.6.4, PacketSize).</summary>
    public const int SmallestPacketBytes = 512;

    /// <summary>
    /// One packet has to fit one TLS record (16,384 bytes, RFC 8446 5.1): SqlClient 6.1 to 7.1 can misread max columns when a
    /// network read ends inside a packet.
    /// </summary>
    public const int LargestPacketBytes = 16_383;

    /// <summary>Any message before login ends: "MUST NOT exceed 128K-1 bytes" (MS-TDS 2.2.6.4, Length).</summary>
    public const int LoginMessageBytes = (128 * 1024) - 1;

    /// <summary>A batch or call; SQL Server takes 65,536 packets, this server as many bytes as 16,000,000 characters need and some.</summary>
    public const int RequestBytes = 64 * 1024 * 1024;

    /// <summary>A name in LOGIN7 (MS-TDS 2.2.6.4: at most 128 characters).</summary>
    public const int NameCharacters = 128;

    /// <summary>Without MARS a client waits for each answer; a request, its attention and little more can be under way.</summary>
    public const int QueuedMessages = 4;
}

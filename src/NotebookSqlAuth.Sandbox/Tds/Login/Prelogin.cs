using System.Buffers.Binary;
using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Login;

/// <summary>What a client says before anything else (MS-TDS 2.2.6.5).</summary>
/// <param name="Encryption">Its wish for encryption.</param>
/// <param name="AsksFederation">It wants to know whether federated authentication is at hand.</param>
internal sealed record Prelogin(PreloginEncryption Encryption, bool AsksFederation)
{
    private const byte Version = 0x00;
    private const byte EncryptionOption = 0x01;
    private const byte Instance = 0x02;
    private const byte Thread = 0x03;
    private const byte Mars = 0x04;
    private const byte FederationRequired = 0x06;
    private const byte Terminator = 0xFF;
    private const byte ClientCertificateFlag = 0x80;

    /// <summary>Reads the options: token, offset and length of each, big-endian, relative to the payload.</summary>
    public static Prelogin Parse(ReadOnlySpan<byte> payload)
    {
        var encryption = PreloginEncryption.NotSupported;
        var asksFederation = false;
        var options = new PayloadReader(payload);
        while (options.Byte() is var option and not Terminator)
        {
            var offset = BinaryPrimitives.ReadUInt16BigEndian(options.Bytes(2));
            var length = BinaryPrimitives.ReadUInt16BigEndian(options.Bytes(2));
            var data = new PayloadReader(payload);
            data.Bytes(offset);
            var value = data.Bytes(length);
            if (option == EncryptionOption && length == 1)
            {
                encryption = (PreloginEncryption)(value[0] & ~ClientCertificateFlag);
            }

            asksFederation |= option == FederationRequired;
        }

        return new Prelogin(encryption, asksFederation);
    }

    /// <summary>The answer: encryption always, no MARS, no instance, federated authentication where it was asked for.</summary>
    public void WriteAnswer(PacketWriter packets)
    {
        // A client that would go without is told that this server does not (the table in MS-TDS 2.2.6.5).
        var encryption = Encryption == PreloginEncryption.On ? PreloginEncryption.On : PreloginEncryption.Required;
        (byte Option, byte[] Data)[] options =
        [
            (Version, ServerIdentity.VersionBytes),
            (EncryptionOption, [(byte)encryption]),
            (Instance, [0]),
            (Thread, []),
            (Mars, [0]),
            .. AsksFederation ? [(FederationRequired, new byte[] { 1 })] : Array.Empty<(byte, byte[])>(),
        ];
        var offset = (options.Length * 5) + 1;
        Span<byte> place = stackalloc byte[4];
        foreach (var (option, data) in options)
        {
            BinaryPrimitives.WriteUInt16BigEndian(place, (ushort)offset);
            BinaryPrimitives.WriteUInt16BigEndian(place[2..], (ushort)data.Length);
            packets.Byte(option);
            packets.Bytes(place);
            offset += data.Length;
        }

        packets.Byte(Terminator);
        foreach (var (_, data) in options)
        {
            packets.Bytes(data);
        }

        packets.EndMessage();
    }
}

/// <summary>ENCRYPTION of PRELOGIN (MS-TDS 2.2.6.5).</summary>
internal enum PreloginEncryption : byte
{
    Off = 0,
    On = 1,
    NotSupported = 2,
    Required = 3,
}

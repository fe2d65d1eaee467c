using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Login;

/// <summary>LOGIN7, as far as this server needs it (MS-TDS 2.2.6.4). The password's bytes are never looked at.</summary>
internal sealed record LoginRequest(uint TdsVersion, uint PacketBytes, string UserName, string ApplicationName, string Database, FederatedLogin? Federated)
{
    private const int OptionFlags3 = 27;
    private const byte HasExtension = 0x10;
    private const int UserNamePlace = 40;
    private const int ApplicationNamePlace = 48;
    private const int ExtensionPlace = 56;
    private const int DatabasePlace = 68;
    private const byte FederatedAuthentication = 0x02;
    private const byte LastFeature = 0xFF;

    public static LoginRequest Parse(ReadOnlySpan<byte> payload)
    {
        var head = new PayloadReader(payload);
        if (head.UInt32() != payload.Length)
        {
            throw new TdsProtocolException("LOGIN7's length is not its message's.");
        }

        var version = head.UInt32();
        var packetBytes = head.UInt32();
        return new LoginRequest(
            version, packetBytes, Name(payload, UserNamePlace), Name(payload, ApplicationNamePlace), Name(payload, DatabasePlace),
            (At(payload, OptionFlags3).Byte() & HasExtension) != 0 ? ParseFeatures(payload) : null);
    }

    // Each name is given by its offset in bytes and its length in characters.
    private static string Name(ReadOnlySpan<byte> payload, int place)
    {
        var entry = At(payload, place);
        var offset = entry.UInt16();
        var characters = entry.UInt16();
        if (characters > TdsLimits.NameCharacters)
        {
            throw new TdsProtocolException("A name in LOGIN7 is longer than 128 characters.");
        }

        return characters == 0 ? string.Empty : At(payload, offset).Text(characters);
    }

    // The extension's entry points to a number that is the real offset (MS-TDS 2.2.6.4, ibExtension).
    private static FederatedLogin? ParseFeatures(ReadOnlySpan<byte> payload)
    {
        var pointer = At(payload, At(payload, ExtensionPlace).UInt16()).UInt32();
        var features = At(payload, pointer);
        FederatedLogin? federated = null;
        while (features.Byte() is var feature and not LastFeature)
        {
            var data = features.Bytes(features.UInt32());
            if (feature == FederatedAuthentication)
            {
                federated = FederatedLogin.Parse(data);
            }
        }

        return federated;
    }

    private static PayloadReader At(ReadOnlySpan<byte> payload, long offset)
    {
        var reader = new PayloadReader(payload);
        reader.Bytes(offset);
        return reader;
    }
}

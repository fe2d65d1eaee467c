using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Login;

/// <summary>The FEDAUTH feature of LOGIN7 (MS-TDS 2.2.6.4, FeatureExt).</summary>
/// <param name="AccessToken">The token when the client brings it at once; null when it waits to be told whose token it needs.</param>
internal sealed record FederatedLogin(string? AccessToken)
{
    private const int SecurityTokenLibrary = 0x01;
    private const int AuthenticationLibrary = 0x02;

    public static FederatedLogin Parse(ReadOnlySpan<byte> data)
    {
        var reader = new PayloadReader(data);

        // The lowest bit echoes FEDAUTHREQUIRED, which this server answers with 1 to all who ask.
        return (reader.Byte() >> 1) switch
        {
            SecurityTokenLibrary => new FederatedLogin(PayloadReader.Utf16(reader.Bytes(reader.UInt32()))),
            AuthenticationLibrary => new FederatedLogin(AccessToken: null),
            _ => throw new TdsProtocolException("A FEDAUTH library that this server does not know."),
        };
    }

    /// <summary>Keeps the token out of whatever prints a record.</summary>
    public override string ToString() => nameof(FederatedLogin);

    /// <summary>Reads a FEDAUTH message: total length, token length, UTF-16 token (MS-TDS 2.2.6.3).</summary>
    public static string ParseToken(ReadOnlySpan<byte> payload)
    {
        var reader = new PayloadReader(payload);
        _ = reader.UInt32();
        return PayloadReader.Utf16(reader.Bytes(reader.UInt32()));
    }
}

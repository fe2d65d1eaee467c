namespace NotebookSqlAuth.Kernel.Jupyter.Wire;

/// <summary>A CURVE key pair in the Z85 text of ZeroMQ's RFC 32: 40 characters each.</summary>
internal sealed record CurveKeys(string Public, string Secret)
{
    private const int Z85Length = 40;

    /// <summary>The pair, or null where neither is given.</summary>
    /// <exception cref="FormatException">Half a pair, or no key.</exception>
    public static CurveKeys? Of(string? publicKey, string? secretKey) => (publicKey, secretKey) switch
    {
        (null or "", null or "") => null,
        ({ Length: Z85Length }, { Length: Z85Length }) => new CurveKeys(publicKey, secretKey),
        _ => throw new FormatException("The CURVE keys are no pair."),
    };

    /// <summary>Names the type only: a record's own text would hold the secret key.</summary>
    public override string ToString() => nameof(CurveKeys);
}

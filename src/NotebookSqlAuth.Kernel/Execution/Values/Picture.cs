namespace NotebookSqlAuth.Kernel.Execution.Values;

/// <summary>Tells pictures by their first bytes.</summary>
internal static class Picture
{
    /// <summary>The media type of drawings that are text.</summary>
    public const string SvgType = "image/svg+xml";

    /// <summary>The media type of a file's bytes; null where they are no picture that pages show.</summary>
    // The signatures of PNG (RFC 2083, 3.1), JPEG (ISO 10918-1, B.1.1.3: SOI and the next marker), GIF (89a, 17) and WebP (RFC 9649, 2.4).
    public static string? TypeOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(PngSignature) ? "image/png"
        : bytes.StartsWith(JpegSignature) ? "image/jpeg"
        : bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8) ? "image/gif"
        : bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8) ? "image/webp"
        : null;

    private static ReadOnlySpan<byte> PngSignature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> JpegSignature => [0xFF, 0xD8, 0xFF];
}

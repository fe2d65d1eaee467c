using System.Globalization;
using System.Text;

namespace NotebookSqlAuth.Sandbox.Tds.Wire;

/// <summary>The collation of char and varchar (MS-TDS 2.2.5.1.2): which code page their bytes are in.</summary>
internal static class Collation
{
    // fUTF8 of ColFlags.
    private const uint Utf8Flag = 0x0400_0000;

    // The lowest 20 bits are the locale.
    private const uint LocaleMask = 0x000F_FFFF;

    /// <summary>SQL_Latin1_General_CP1_CI_AS: locale 0x0409, case, kana and width insensitive, sort order 52.</summary>
    public static ReadOnlySpan<byte> Default => [0x09, 0x04, 0xD0, 0x00, 0x34];

    /// <summary>Windows-1252, the code page of <see cref="Default"/>. What it lacks becomes a best fit or a question mark, as in SQL Server.</summary>
    public static Encoding DefaultEncoding { get; } = CodePage(1252);

    /// <summary>The encoding of a collation that a client states.</summary>
    /// <exception cref="TdsProtocolException">No such locale.</exception>
    public static Encoding Read(ref PayloadReader reader)
    {
        var flags = reader.UInt32();
        _ = reader.Byte(); // the sort order: it orders, the code page follows from the locale
        if ((flags & Utf8Flag) != 0)
        {
            return Encoding.UTF8;
        }

        try
        {
            var page = CultureInfo.GetCultureInfo((int)(flags & LocaleMask)).TextInfo.ANSICodePage;
            return page is 0 or 1252 ? DefaultEncoding : CodePage(page);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            throw new TdsProtocolException("A text parameter's collation has no known locale.");
        }
    }

    private static Encoding CodePage(int page) =>
        CodePagesEncodingProvider.Instance.GetEncoding(page) ?? Encoding.GetEncoding(page);
}

using System.Globalization;

namespace NotebookSqlAuth.Display;

/// <summary>A cell's value as text, the same in every culture.</summary>
internal static class ValueText
{
    /// <summary>Characters of a text, and hexadecimal digits of binary data, that a table shows before it cuts.</summary>
    public const int MaxCharacters = 100;

    /// <summary>Formats a value.</summary>
    /// <param name="value">Not null.</param>
    /// <param name="dateTimeFormat">How the column writes a DateTime.</param>
    public static CellValue Of(object value, string dateTimeFormat) => value switch
    {
        string text => Cut(text),
        bool boolean => new(boolean ? "true" : "false"),
        byte[] bytes => Binary(bytes),
        DateTime time => new(time.ToString(dateTimeFormat, CultureInfo.InvariantCulture)),
        DateTimeOffset time => new(time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF zzz", CultureInfo.InvariantCulture)),
        DateOnly date => new(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        TimeSpan time => new(time.ToString("c", CultureInfo.InvariantCulture)),
        IFormattable formattable => Cut(formattable.ToString(null, CultureInfo.InvariantCulture)),
        _ => Cut(value.ToString() ?? ""),
    };

    private static CellValue Cut(string text)
    {
        if (text.Length <= MaxCharacters)
        {
            return new(VisibleText.OneLine(text));
        }

        var end = char.IsHighSurrogate(text[MaxCharacters - 1]) ? MaxCharacters - 1 : MaxCharacters;
        return new(VisibleText.OneLine(text[..end]) + "…", Amounts.Count(text.Length, "character"));
    }

    private static CellValue Binary(byte[] bytes)
    {
        const int MaxBytes = (MaxCharacters - 2) / 2;
        return bytes.Length <= MaxBytes
            ? new("0x" + Convert.ToHexString(bytes))
            : new("0x" + Convert.ToHexString(bytes, 0, MaxBytes) + "…", Amounts.Count(bytes.Length, "byte"));
    }
}

/// <summary>A value as a table shows it.</summary>
/// <param name="Text">Its text, cut where it is long.</param>
/// <param name="FullLength">How long it is whole, where it was cut.</param>
internal readonly record struct CellValue(string Text, string? FullLength = null);

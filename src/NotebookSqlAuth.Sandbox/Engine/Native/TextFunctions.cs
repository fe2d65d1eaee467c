using System.Globalization;
using System.Text;
using DuckDB.NET.Data;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Text functions that count UTF-16 code units, as nvarchar does, and find without regard to case.</summary>
internal static class TextFunctions
{
    private static readonly Encoding CodePage1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static void Register(DuckDBConnection connection)
    {
        NativeFunction.Add<string, int>(connection, "t_len", text => text.TrimEnd(' ').Length);
        NativeFunction.Add<string, int>(connection, "t_bytes", text => CodePage1252.GetByteCount(text));
        NativeFunction.Add<string, string>(connection, "t_varchar", ToCodePage1252);
        NativeFunction.Add<string, int, string>(connection, "t_cut", (text, length) => text.Length <= length ? text : text[..length]);
        NativeFunction.Add<string, int, string>(connection, "t_pad", (text, length) => text.Length >= length ? text[..length] : text.PadRight(length));
        NativeFunction.Add<string, int, string>(connection, "t_left", (text, count) => text[..Clamp(text, count, "left")]);
        NativeFunction.Add<string, int, string>(connection, "t_right", (text, count) => text[^Clamp(text, count, "right")..]);
        NativeFunction.Add<string, int, int, string>(connection, "t_substring", Substring);
        NativeFunction.Add<string, string, int, int>(connection, "t_charindex", CharIndex);
        NativeFunction.Add<string, string, string, string>(
            connection, "t_replace", (text, old, with) => old.Length == 0 ? text : text.Replace(old, with, StringComparison.OrdinalIgnoreCase));
        NativeFunction.Add<string, int, string, string>(connection, "t_fit", Fit);
    }

    /// <summary>What a varchar in the usual collation can hold; the rest becomes its closest character, or a question mark.</summary>
    public static string ToCodePage1252(string text) =>
        Ascii.IsValid(text) ? text : CodePage1252.GetString(CodePage1252.GetBytes(text));

    private static int Clamp(string text, int count, string function) => count < 0
        ? throw NativeError.Exception(536, 16, $"Invalid length parameter passed to the {function} function.")
        : Math.Min(count, text.Length);

    private static string Substring(string text, int start, int length)
    {
        if (length < 0)
        {
            throw NativeError.Exception(537, 16, "Invalid length parameter passed to the LEFT or SUBSTRING function.");
        }

        var from = Math.Clamp((long)start - 1, 0, text.Length);
        var to = Math.Clamp((long)start - 1 + length, from, text.Length);
        return text[(int)from..(int)to];
    }

    private static int CharIndex(string wanted, string text, int start)
    {
        var from = Math.Max(start - 1, 0);
        return wanted.Length == 0 || from >= text.Length ? 0 : text.IndexOf(wanted, from, StringComparison.OrdinalIgnoreCase) + 1;
    }

    /// <summary>Assignment to a column: trailing blanks give way, anything else that is too long is an error.</summary>
    private static string Fit(string text, int length, string target)
    {
        if (text.Length <= length)
        {
            return text;
        }

        return text.AsSpan(length).ContainsAnyExcept(' ')
            ? throw NativeError.Exception(
                2628, 16, string.Create(CultureInfo.InvariantCulture, $"String or binary data would be truncated in {target}. Truncated value: '{text[..length]}'."))
            : text[..length];
    }
}

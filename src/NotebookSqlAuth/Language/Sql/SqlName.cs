namespace NotebookSqlAuth.Language.Sql;

/// <summary>Names as T-SQL writes them.</summary>
/// <remarks>learn.microsoft.com/sql/relational-databases/databases/database-identifiers: regular and delimited identifiers.</remarks>
internal static class SqlName
{
    /// <summary>The name, in brackets where it is no regular identifier.</summary>
    public static string Write(string name) =>
        name.Length > 0 && (char.IsLetter(name[0]) || name[0] is '_' or '#' or '@') && name.All(IsPart) && !SqlWords.IsReserved(name)
            ? name
            : $"[{name.Replace("]", "]]", StringComparison.Ordinal)}]";

    /// <summary>The name without what delimits it.</summary>
    public static string Read(string text) => text switch
    {
        ['[', .. var inner, ']'] => inner.Replace("]]", "]", StringComparison.Ordinal),
        ['"', .. var inner, '"'] => inner.Replace("\"\"", "\"", StringComparison.Ordinal),
        _ => text,
    };

    /// <summary>Whether a regular identifier goes on with this.</summary>
    public static bool IsPart(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '@' or '#' or '$';
}

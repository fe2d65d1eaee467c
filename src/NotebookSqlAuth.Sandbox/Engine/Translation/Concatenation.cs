namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Text beside text.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/language-elements/string-concatenation-transact-sql</remarks>
internal static class Concatenation
{
    /// <summary>The + operator: NULL if either is.</summary>
    public static TypedSql Join(TypedSql left, TypedSql right, int line)
    {
        var type = ResultType([left, right]);
        var (a, b) = (AsText(left, type, line), AsText(right, type, line));
        return new TypedSql(Limit($"({a} || {b})", [left, right], type), type, true);
    }

    /// <summary>varchar or nvarchar as long as all together, up to the longest that is not max.</summary>
    public static SqlDataType ResultType(IReadOnlyCollection<TypedSql> parts)
    {
        var texts = parts.Where(part => !part.IsNull && TSqlTypes.IsText(part.Type)).ToList();
        var unicode = texts.Any(part => TSqlTypes.IsUnicode(part.Type));
        var limit = unicode ? TSqlTypes.MaxNVarCharCharacters : TSqlTypes.MaxVarCharBytes;
        var length = texts.Any(part => part.Type.Length == TSqlTypes.Max) ? TSqlTypes.Max : Math.Clamp(texts.Sum(part => part.Type.Length), 1, limit);
        return unicode ? TSqlTypes.NVarChar(length) : TSqlTypes.VarChar(length);
    }

    /// <summary>Cuts what is longer than its type.</summary>
    public static string Limit(string sql, IReadOnlyCollection<TypedSql> parts, SqlDataType type) =>
        type.Length == TSqlTypes.Max || parts.Sum(part => part.Type.Length) <= type.Length ? sql : $"t_cut({sql}, {Conversion.Integer(type.Length)})";

    private static string AsText(TypedSql part, SqlDataType type, int line) => part.IsNull ? Conversion.Convert(part, type, line).Sql : part.Sql;
}

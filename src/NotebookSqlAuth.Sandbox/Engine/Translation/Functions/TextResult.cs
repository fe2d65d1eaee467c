namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Text functions answer varchar or nvarchar.</summary>
internal static class TextResult
{
    /// <summary>The varying type of the same length.</summary>
    public static SqlDataType Varying(SqlDataType type) => TSqlTypes.IsUnicode(type) ? TSqlTypes.NVarChar(type.Length) : TSqlTypes.VarChar(type.Length);

    /// <summary>The longest type that is not max, or max where an argument is.</summary>
    public static SqlDataType Longest(bool isUnicode, bool isMax) => isUnicode
        ? TSqlTypes.NVarChar(isMax ? TSqlTypes.Max : TSqlTypes.MaxNVarCharCharacters)
        : TSqlTypes.VarChar(isMax ? TSqlTypes.Max : TSqlTypes.MaxVarCharBytes);
}

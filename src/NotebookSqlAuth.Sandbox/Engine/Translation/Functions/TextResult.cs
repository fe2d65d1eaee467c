namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Text functions answer varchar or nvarchar.</summary>
internal static class TextResult
{
    /// <summary>The varying type of the same length.</summary>
    public static SqlDataType Varying(SqlDataType type) => TSqlTypes.IsUnicode(type) ? TSqlTypes.NVarChar(type.Length) : TSqlTypes.VarChar(type.Length);

    /// <summary>
    /// The varying type of a part of a text: as long as the whole, or as a constant count says where that is less; never less than 1.
    /// </summary>
    /// <param name="type">The text's type.</param>
    /// <param name="count">How many characters are asked for.</param>
    /// <param name="function">For the error.</param>
    /// <param name="line">For the error.</param>
    /// <exception cref="SqlServerException">536: a constant count below 0, which no row has to be read for.</exception>
    public static SqlDataType Part(SqlDataType type, TypedSql count, string function, int line)
    {
        if (count.IntegerValue is < 0)
        {
            throw SqlErrors.Error(536, 16, $"Invalid length parameter passed to the {function} function.", line);
        }

        return count.IntegerValue is { } constant && type.Length != TSqlTypes.Max
            ? Varying(type with { Length = Math.Clamp(constant, 1, Math.Max(type.Length, 1)) })
            : Varying(type);
    }

    /// <summary>The longest type that is not max, or max where an argument is.</summary>
    public static SqlDataType Longest(bool isUnicode, bool isMax) => isUnicode
        ? TSqlTypes.NVarChar(isMax ? TSqlTypes.Max : TSqlTypes.MaxNVarCharCharacters)
        : TSqlTypes.VarChar(isMax ? TSqlTypes.Max : TSqlTypes.MaxVarCharBytes);
}

using System.Globalization;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>What T-SQL's types are called and which families they form.</summary>
internal static class TSqlTypes
{
    /// <summary>The longest non-max varchar, in bytes; nvarchar holds half as many characters.</summary>
    public const int MaxVarCharBytes = 8000;

    /// <summary>The longest non-max nvarchar, in characters.</summary>
    public const int MaxNVarCharCharacters = 4000;

    /// <summary>What <see cref="SqlDataType.Length"/> says for (max).</summary>
    public const int Max = -1;

    public static readonly SqlDataType Bit = new(SqlTypeCode.Bit);
    public static readonly SqlDataType TinyInt = new(SqlTypeCode.TinyInt);
    public static readonly SqlDataType SmallInt = new(SqlTypeCode.SmallInt);
    public static readonly SqlDataType Int = new(SqlTypeCode.Int);
    public static readonly SqlDataType BigInt = new(SqlTypeCode.BigInt);
    public static readonly SqlDataType Money = new(SqlTypeCode.Money);
    public static readonly SqlDataType SmallMoney = new(SqlTypeCode.SmallMoney);
    public static readonly SqlDataType Real = new(SqlTypeCode.Real);
    public static readonly SqlDataType Float = new(SqlTypeCode.Float);
    public static readonly SqlDataType Date = new(SqlTypeCode.Date);
    public static readonly SqlDataType DateTime = new(SqlTypeCode.DateTime);
    public static readonly SqlDataType UniqueIdentifier = new(SqlTypeCode.UniqueIdentifier);

    public static SqlDataType Decimal(int precision, int scale) => new(SqlTypeCode.Decimal, 0, (byte)precision, (byte)scale);

    public static SqlDataType DateTime2(int scale) => new(SqlTypeCode.DateTime2, 0, 0, (byte)scale);

    public static SqlDataType VarChar(int length) => new(SqlTypeCode.VarChar, length);

    public static SqlDataType NVarChar(int length) => new(SqlTypeCode.NVarChar, length);

    /// <summary>The name without qualifiers, as catalogue views and messages have it.</summary>
    public static string BaseName(SqlDataType type) => type.Code.ToString().Lower();

    public static bool IsText(SqlDataType type) =>
        type.Code is SqlTypeCode.Char or SqlTypeCode.VarChar or SqlTypeCode.NChar or SqlTypeCode.NVarChar;

    public static bool IsUnicode(SqlDataType type) => type.Code is SqlTypeCode.NChar or SqlTypeCode.NVarChar;

    public static bool IsFixedLength(SqlDataType type) => type.Code is SqlTypeCode.Char or SqlTypeCode.NChar or SqlTypeCode.Binary;

    public static bool IsInteger(SqlDataType type) =>
        type.Code is SqlTypeCode.TinyInt or SqlTypeCode.SmallInt or SqlTypeCode.Int or SqlTypeCode.BigInt;

    public static bool IsMoney(SqlDataType type) => type.Code is SqlTypeCode.Money or SqlTypeCode.SmallMoney;

    public static bool IsApproximate(SqlDataType type) => type.Code is SqlTypeCode.Float or SqlTypeCode.Real;

    public static bool IsNumber(SqlDataType type) =>
        IsInteger(type) || IsMoney(type) || IsApproximate(type) || type.Code is SqlTypeCode.Decimal or SqlTypeCode.Bit;

    public static bool IsDateOrTime(SqlDataType type) => type.Code == SqlTypeCode.Date || IsTicks(type);

    /// <summary>Types that DuckDB keeps as a count of 100 ns since 0001-01-01, since its own timestamps stop at a microsecond.</summary>
    public static bool IsTicks(SqlDataType type) => type.Code is SqlTypeCode.DateTime or SqlTypeCode.DateTime2;

    public static bool IsBinary(SqlDataType type) => type.Code is SqlTypeCode.Binary or SqlTypeCode.VarBinary;

    /// <summary>The DuckDB type that holds it.</summary>
    /// <returns>Null where the engine does not compute with the type.</returns>
    public static string? DuckDbName(SqlDataType type) => type.Code switch
    {
        SqlTypeCode.Bit => "BOOLEAN",
        SqlTypeCode.TinyInt => "UTINYINT",
        SqlTypeCode.SmallInt => "SMALLINT",
        SqlTypeCode.Int => "INTEGER",
        SqlTypeCode.BigInt or SqlTypeCode.DateTime or SqlTypeCode.DateTime2 => "BIGINT",
        SqlTypeCode.Decimal => string.Create(CultureInfo.InvariantCulture, $"DECIMAL({type.Precision},{type.Scale})"),
        SqlTypeCode.Money => "DECIMAL(19,4)",
        SqlTypeCode.SmallMoney => "DECIMAL(10,4)",
        SqlTypeCode.Real => "FLOAT",
        SqlTypeCode.Float => "DOUBLE",
        SqlTypeCode.Date => "DATE",
        SqlTypeCode.Char or SqlTypeCode.VarChar or SqlTypeCode.NChar or SqlTypeCode.NVarChar => "VARCHAR",
        SqlTypeCode.Binary or SqlTypeCode.VarBinary => "BLOB",
        SqlTypeCode.UniqueIdentifier => "UUID",
        _ => null,
    };
}

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>The SQL Server types that the sandbox speaks, each with the CLR type of its values.</summary>
public enum SqlTypeCode
{
    /// <summary>bit: <see cref="bool"/>.</summary>
    Bit,

    /// <summary>tinyint: <see cref="byte"/>.</summary>
    TinyInt,

    /// <summary>smallint: <see cref="short"/>.</summary>
    SmallInt,

    /// <summary>int: <see cref="int"/>.</summary>
    Int,

    /// <summary>bigint: <see cref="long"/>.</summary>
    BigInt,

    /// <summary>decimal(p,s): <see cref="System.Data.SqlTypes.SqlDecimal"/>, since it holds 38 digits.</summary>
    Decimal,

    /// <summary>money: <see cref="decimal"/> with four decimals.</summary>
    Money,

    /// <summary>smallmoney: <see cref="decimal"/> with four decimals.</summary>
    SmallMoney,

    /// <summary>real: <see cref="float"/>.</summary>
    Real,

    /// <summary>float: <see cref="double"/>.</summary>
    Float,

    /// <summary>date: <see cref="DateOnly"/>.</summary>
    Date,

    /// <summary>time(s): <see cref="TimeSpan"/>.</summary>
    Time,

    /// <summary>datetime: <see cref="System.DateTime"/>, rounded to 1/300 s.</summary>
    DateTime,

    /// <summary>smalldatetime: <see cref="System.DateTime"/>, rounded to minutes.</summary>
    SmallDateTime,

    /// <summary>datetime2(s): <see cref="System.DateTime"/>.</summary>
    DateTime2,

    /// <summary>datetimeoffset(s): <see cref="System.DateTimeOffset"/>, the offset kept.</summary>
    DateTimeOffset,

    /// <summary>char(n): <see cref="string"/>, padded.</summary>
    Char,

    /// <summary>varchar(n|max): <see cref="string"/>.</summary>
    VarChar,

    /// <summary>nchar(n): <see cref="string"/>, padded.</summary>
    NChar,

    /// <summary>nvarchar(n|max): <see cref="string"/>.</summary>
    NVarChar,

    /// <summary>binary(n): a byte array, padded.</summary>
    Binary,

    /// <summary>varbinary(n|max): a byte array.</summary>
    VarBinary,

    /// <summary>uniqueidentifier: <see cref="Guid"/>.</summary>
    UniqueIdentifier,

    /// <summary>xml: <see cref="string"/>. Served by the fixture tables, so that a client's refusal can be tested.</summary>
    Xml,
}

/// <summary>A type with what qualifies it.</summary>
/// <param name="Code">Which type.</param>
/// <param name="Length">char, varchar, binary, varbinary: bytes; nchar, nvarchar: characters; -1 means max; else 0.</param>
/// <param name="Precision">decimal: 1 to 38 digits; else 0.</param>
/// <param name="Scale">decimal: 0 to precision; time, datetime2, datetimeoffset: 0 to 7 digits of a second; else 0.</param>
public sealed record SqlDataType(SqlTypeCode Code, int Length = 0, byte Precision = 0, byte Scale = 0);

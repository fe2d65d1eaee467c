using NotebookSqlAuth.Sandbox.Engine;
using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Columns;

/// <summary>The one place that maps a type to its encoder.</summary>
internal static class ColumnEncoders
{
    /// <summary>The encoder of a column. It keeps a buffer, so each column has its own.</summary>
    public static ColumnEncoder For(SqlDataType type, bool nullable) => type.Code switch
    {
        SqlTypeCode.Bit => new BitEncoder(nullable),
        SqlTypeCode.TinyInt => new TinyIntEncoder(nullable),
        SqlTypeCode.SmallInt => new SmallIntEncoder(nullable),
        SqlTypeCode.Int => new IntEncoder(nullable),
        SqlTypeCode.BigInt => new BigIntEncoder(nullable),
        SqlTypeCode.Decimal => new DecimalEncoder(type.Precision, type.Scale),
        SqlTypeCode.Money => new MoneyEncoder(nullable),
        SqlTypeCode.SmallMoney => new SmallMoneyEncoder(nullable),
        SqlTypeCode.Real => new RealEncoder(nullable),
        SqlTypeCode.Float => new FloatEncoder(nullable),
        SqlTypeCode.Date => new DateEncoder(),
        SqlTypeCode.Time => new TimeEncoder(type.Scale),
        SqlTypeCode.DateTime => new DateTimeEncoder(nullable),
        SqlTypeCode.SmallDateTime => new SmallDateTimeEncoder(nullable),
        SqlTypeCode.DateTime2 => new DateTime2Encoder(type.Scale),
        SqlTypeCode.DateTimeOffset => new DateTimeOffsetEncoder(type.Scale),
        SqlTypeCode.Char => new VarCharEncoder(TypeToken.Char, Bounded(type, 8000)),
        SqlTypeCode.VarChar => type.Length == -1 ? new VarCharMaxEncoder() : new VarCharEncoder(TypeToken.VarChar, Bounded(type, 8000)),
        SqlTypeCode.NChar => new NVarCharEncoder(TypeToken.NChar, Bounded(type, 4000)),
        SqlTypeCode.NVarChar => type.Length == -1 ? new NVarCharMaxEncoder() : new NVarCharEncoder(TypeToken.NVarChar, Bounded(type, 4000)),
        SqlTypeCode.Binary => new VarBinaryEncoder(TypeToken.Binary, Bounded(type, 8000)),
        SqlTypeCode.VarBinary => type.Length == -1 ? new VarBinaryMaxEncoder() : new VarBinaryEncoder(TypeToken.VarBinary, Bounded(type, 8000)),
        SqlTypeCode.UniqueIdentifier => new UniqueIdentifierEncoder(),
        SqlTypeCode.Xml => new XmlEncoder(),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type.Code, "No encoder writes this type."),
    };

    private static int Bounded(SqlDataType type, int maximum) =>
        type.Length > 0 && type.Length <= maximum
            ? type.Length
            : throw new ArgumentOutOfRangeException(nameof(type), type.Length, $"{type.Code} takes a length of 1 to {maximum}.");
}

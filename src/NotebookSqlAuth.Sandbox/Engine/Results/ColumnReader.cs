using System.Data.SqlTypes;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Reads one column's values as the CLR type that <see cref="SqlTypeCode"/> names; chosen once per column.</summary>
internal abstract class ColumnReader(int ordinal)
{
    protected int Ordinal => ordinal;

    public static ColumnReader For(SqlDataType type, int ordinal) => type.Code switch
    {
        SqlTypeCode.Bit => new Of<bool>(ordinal),
        SqlTypeCode.TinyInt => new Of<byte>(ordinal),
        SqlTypeCode.SmallInt => new Of<short>(ordinal),
        SqlTypeCode.Int => new Of<int>(ordinal),
        SqlTypeCode.BigInt => new Of<long>(ordinal),
        SqlTypeCode.Decimal => new Exact(ordinal, type),
        SqlTypeCode.Money or SqlTypeCode.SmallMoney => new FourDecimals(ordinal),
        SqlTypeCode.Real => new Of<float>(ordinal),
        SqlTypeCode.Float => new Of<double>(ordinal),
        SqlTypeCode.Date => new Of<DateOnly>(ordinal),
        SqlTypeCode.DateTime => new Milliseconds(ordinal),
        SqlTypeCode.DateTime2 => new Ticks(ordinal),
        SqlTypeCode.UniqueIdentifier => new Of<Guid>(ordinal),
        SqlTypeCode.VarBinary or SqlTypeCode.Binary => new Bytes(ordinal),
        _ => new Of<string>(ordinal),
    };

    public object? Read(DuckDBDataReader reader) => reader.IsDBNull(ordinal) ? null : ReadValue(reader);

    protected abstract object ReadValue(DuckDBDataReader reader);

    private sealed class Of<T>(int ordinal) : ColumnReader(ordinal)
        where T : notnull
    {
        protected override object ReadValue(DuckDBDataReader reader) => reader.GetFieldValue<T>(Ordinal);
    }

    private sealed class Ticks(int ordinal) : ColumnReader(ordinal)
    {
        protected override object ReadValue(DuckDBDataReader reader) => new DateTime(reader.GetInt64(Ordinal));
    }

    private sealed class Milliseconds(int ordinal) : ColumnReader(ordinal)
    {
        protected override object ReadValue(DuckDBDataReader reader) => new DateTime(TickArithmetic.ToMilliseconds(reader.GetInt64(Ordinal)));
    }

    private sealed class FourDecimals(int ordinal) : ColumnReader(ordinal)
    {
        /// <summary>A sum of decimals has the larger scale: DuckDB.NET drops trailing zeros now and then.</summary>
        protected override object ReadValue(DuckDBDataReader reader) => reader.GetDecimal(Ordinal) + 0.0000m;
    }

    private sealed class Bytes(int ordinal) : ColumnReader(ordinal)
    {
        protected override object ReadValue(DuckDBDataReader reader)
        {
            using var stream = reader.GetStream(Ordinal);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
    }

    /// <summary>Straight from DuckDB's 128 bits: System.Decimal ends at 28 digits.</summary>
    private sealed class Exact(int ordinal, SqlDataType type) : ColumnReader(ordinal)
    {
        protected override object ReadValue(DuckDBDataReader reader)
        {
            var value = reader.GetFieldValue<DuckDBDecimal>(Ordinal).Value;
            var digits = new Int128((ulong)value.Upper, value.Lower);
            var magnitude = (UInt128)Int128.Abs(digits);
            return new SqlDecimal(
                type.Precision,
                type.Scale,
                digits >= 0,
                (int)(uint)magnitude,
                (int)(uint)(magnitude >> 32),
                (int)(uint)(magnitude >> 64),
                (int)(uint)(magnitude >> 96));
        }
    }
}

using System.Text;
using NotebookSqlAuth.Sandbox.Engine;
using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Requests;

/// <summary>A parameter's TYPE_INFO (MS-TDS 2.2.5.6): the SQL type, and how its value's length is told.</summary>
internal sealed record ParameterType(SqlDataType Type, LengthForm Form, int FixedBytes = 0, Encoding? Encoding = null)
{
    private const ushort Max = 0xFFFF;

    /// <exception cref="SqlServerException">A type that the sandbox does not take.</exception>
    public static ParameterType Read(ref PayloadReader reader)
    {
        var token = (TypeToken)reader.Byte();
        return token switch
        {
            TypeToken.Bit => Fixed(SqlTypeCode.Bit, 1),
            TypeToken.Int1 => Fixed(SqlTypeCode.TinyInt, 1),
            TypeToken.Int2 => Fixed(SqlTypeCode.SmallInt, 2),
            TypeToken.Int4 => Fixed(SqlTypeCode.Int, 4),
            TypeToken.Int8 => Fixed(SqlTypeCode.BigInt, 8),
            TypeToken.Real => Fixed(SqlTypeCode.Real, 4),
            TypeToken.Float => Fixed(SqlTypeCode.Float, 8),
            TypeToken.SmallMoney => Fixed(SqlTypeCode.SmallMoney, 4),
            TypeToken.Money => Fixed(SqlTypeCode.Money, 8),
            TypeToken.SmallDateTime => Fixed(SqlTypeCode.SmallDateTime, 4),
            TypeToken.DateTime => Fixed(SqlTypeCode.DateTime, 8),
            TypeToken.BitN => BySize(ref reader, (1, SqlTypeCode.Bit)),
            TypeToken.IntN => BySize(ref reader, (1, SqlTypeCode.TinyInt), (2, SqlTypeCode.SmallInt), (4, SqlTypeCode.Int), (8, SqlTypeCode.BigInt)),
            TypeToken.FloatN => BySize(ref reader, (4, SqlTypeCode.Real), (8, SqlTypeCode.Float)),
            TypeToken.MoneyN => BySize(ref reader, (4, SqlTypeCode.SmallMoney), (8, SqlTypeCode.Money)),
            TypeToken.DateTimeN => BySize(ref reader, (4, SqlTypeCode.SmallDateTime), (8, SqlTypeCode.DateTime)),
            TypeToken.Guid => BySize(ref reader, (16, SqlTypeCode.UniqueIdentifier)),
            TypeToken.DecimalN or TypeToken.NumericN => Decimal(ref reader),
            TypeToken.Date => new ParameterType(new SqlDataType(SqlTypeCode.Date), LengthForm.Byte),
            TypeToken.Time => Scaled(ref reader, SqlTypeCode.Time),
            TypeToken.DateTime2 => Scaled(ref reader, SqlTypeCode.DateTime2),
            TypeToken.DateTimeOffset => Scaled(ref reader, SqlTypeCode.DateTimeOffset),
            TypeToken.Char => Text(ref reader, SqlTypeCode.Char),
            TypeToken.VarChar => Text(ref reader, SqlTypeCode.VarChar),
            TypeToken.NChar => Text(ref reader, SqlTypeCode.NChar),
            TypeToken.NVarChar => Text(ref reader, SqlTypeCode.NVarChar),
            TypeToken.Binary => Sized(ref reader, SqlTypeCode.Binary),
            TypeToken.VarBinary => Sized(ref reader, SqlTypeCode.VarBinary),
            TypeToken.Xml => Xml(ref reader),
            _ => throw new SqlServerException(SessionMessages.NotSupported($"A parameter of the type {Name(token)}")),
        };
    }

    private static string Name(TypeToken token) => token switch
    {
        TypeToken.Text => "text",
        TypeToken.NText => "ntext",
        TypeToken.Image => "image",
        TypeToken.SqlVariant => "sql_variant",
        TypeToken.UserDefined => "CLR user-defined type",
        TypeToken.TableValued => "table-valued",
        _ => $"0x{(byte)token:X2}",
    };

    private static ParameterType Fixed(SqlTypeCode code, int bytes) => new(new SqlDataType(code), LengthForm.Fixed, bytes);

    private static ParameterType BySize(ref PayloadReader reader, params ReadOnlySpan<(int Bytes, SqlTypeCode Code)> choices)
    {
        var bytes = reader.Byte();
        foreach (var choice in choices)
        {
            if (choice.Bytes == bytes)
            {
                return new ParameterType(new SqlDataType(choice.Code), LengthForm.Byte);
            }
        }

        throw new TdsProtocolException("A parameter's type has a size that it cannot have.");
    }

    private static ParameterType Decimal(ref PayloadReader reader)
    {
        _ = reader.Byte();
        var precision = reader.Byte();
        var scale = reader.Byte();
        return precision is >= 1 and <= 38 && scale <= precision
            ? new ParameterType(new SqlDataType(SqlTypeCode.Decimal, Precision: precision, Scale: scale), LengthForm.Byte)
            : throw new TdsProtocolException("A decimal parameter's precision or scale is out of range.");
    }

    private static ParameterType Scaled(ref PayloadReader reader, SqlTypeCode code)
    {
        var scale = reader.Byte();
        return scale <= 7
            ? new ParameterType(new SqlDataType(code, Scale: scale), LengthForm.Byte)
            : throw new TdsProtocolException("A time parameter's scale is out of range.");
    }

    private static ParameterType Sized(ref PayloadReader reader, SqlTypeCode code)
    {
        var bytes = reader.UInt16();
        var isUnicode = code is SqlTypeCode.NChar or SqlTypeCode.NVarChar;

        // A client may state 0 for an empty value; T-SQL's shortest length is 1.
        var length = bytes == Max ? -1 : Math.Max(1, isUnicode ? bytes / 2 : bytes);
        return new ParameterType(new SqlDataType(code, length), bytes == Max ? LengthForm.Chunked : LengthForm.Short);
    }

    private static ParameterType Text(ref PayloadReader reader, SqlTypeCode code)
    {
        var sized = Sized(ref reader, code);
        return sized with { Encoding = Collation.Read(ref reader) };
    }

    private static ParameterType Xml(ref PayloadReader reader)
    {
        if (reader.Byte() != 0)
        {
            // XML_INFO with a schema collection: database, owner, collection (MS-TDS 2.2.5.5.3).
            _ = reader.ShortText();
            _ = reader.ShortText();
            _ = reader.Text(reader.UInt16());
        }

        return new ParameterType(new SqlDataType(SqlTypeCode.Xml), LengthForm.Chunked);
    }
}

/// <summary>How a value's length is told (MS-TDS 2.2.5.4, 2.2.5.2.3).</summary>
internal enum LengthForm
{
    /// <summary>By the type; never NULL.</summary>
    Fixed,

    /// <summary>One byte, 0 for NULL.</summary>
    Byte,

    /// <summary>Two bytes, all ones for NULL.</summary>
    Short,

    /// <summary>Total length and chunks, all ones for NULL.</summary>
    Chunked,
}

using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Reads a type as it is written in CAST, DECLARE and CREATE TABLE.</summary>
internal static class DataTypes
{
    /// <param name="reference">The type as written.</param>
    /// <param name="defaultLength">What text has without a length: 30 in CAST and CONVERT, 1 elsewhere.</param>
    public static SqlDataType Read(DataTypeReference reference, int defaultLength)
    {
        if (reference is not SqlDataTypeReference type)
        {
            throw SqlErrors.NotSupported($"type {reference.Name?.BaseIdentifier?.Value ?? NodeNames.Of(reference)}", reference.StartLine);
        }

        return type.SqlDataTypeOption switch
        {
            SqlDataTypeOption.Bit => TSqlTypes.Bit,
            SqlDataTypeOption.TinyInt => TSqlTypes.TinyInt,
            SqlDataTypeOption.SmallInt => TSqlTypes.SmallInt,
            SqlDataTypeOption.Int => TSqlTypes.Int,
            SqlDataTypeOption.BigInt => TSqlTypes.BigInt,
            SqlDataTypeOption.Decimal or SqlDataTypeOption.Numeric => Exact(type),
            SqlDataTypeOption.Money => TSqlTypes.Money,
            SqlDataTypeOption.SmallMoney => TSqlTypes.SmallMoney,
            SqlDataTypeOption.Real => TSqlTypes.Real,

            // float(1) to float(24) is real (https://learn.microsoft.com/sql/t-sql/data-types/float-and-real-transact-sql).
            SqlDataTypeOption.Float => Number(type, 0, 53) <= 24 ? TSqlTypes.Real : TSqlTypes.Float,
            SqlDataTypeOption.Date => TSqlTypes.Date,
            SqlDataTypeOption.DateTime => TSqlTypes.DateTime,
            SqlDataTypeOption.DateTime2 => TSqlTypes.DateTime2(Number(type, 0, 7)),
            SqlDataTypeOption.Char => Text(type, SqlTypeCode.Char, defaultLength, TSqlTypes.MaxVarCharBytes),
            SqlDataTypeOption.VarChar => Text(type, SqlTypeCode.VarChar, defaultLength, TSqlTypes.MaxVarCharBytes),
            SqlDataTypeOption.NChar => Text(type, SqlTypeCode.NChar, defaultLength, TSqlTypes.MaxNVarCharCharacters),
            SqlDataTypeOption.NVarChar => Text(type, SqlTypeCode.NVarChar, defaultLength, TSqlTypes.MaxNVarCharCharacters),
            SqlDataTypeOption.VarBinary => Text(type, SqlTypeCode.VarBinary, defaultLength, TSqlTypes.MaxVarCharBytes),
            SqlDataTypeOption.UniqueIdentifier => TSqlTypes.UniqueIdentifier,
            _ => throw SqlErrors.NotSupported($"type {type.SqlDataTypeOption.ToString().Lower()}", reference.StartLine),
        };
    }

    private static SqlDataType Exact(SqlDataTypeReference type)
    {
        var (precision, scale) = (Number(type, 0, 18), Number(type, 1, 0));
        if (precision is < 1 or > 38)
        {
            throw SqlErrors.Error(
                2750, 16, string.Create(CultureInfo.InvariantCulture, $"Column or parameter #1: Specified column precision {precision} is greater than the maximum precision of 38."), type.StartLine);
        }

        return scale <= precision
            ? TSqlTypes.Decimal(precision, scale)
            : throw SqlErrors.Error(192, 15, "The scale must be less than or equal to the precision.", type.StartLine);
    }

    private static SqlDataType Text(SqlDataTypeReference type, SqlTypeCode code, int defaultLength, int longest)
    {
        if (type.Parameters is [MaxLiteral])
        {
            return new SqlDataType(code, TSqlTypes.Max);
        }

        var length = Number(type, 0, defaultLength);
        return length >= 1 && length <= longest
            ? new SqlDataType(code, length)
            : throw SqlErrors.Error(
                131, 15, string.Create(CultureInfo.InvariantCulture, $"The size ({length}) given to the type '{code.ToString().Lower()}' exceeds the maximum allowed for any data type ({longest})."), type.StartLine);
    }

    private static int Number(SqlDataTypeReference type, int index, int fallback) => index < type.Parameters.Count
        ? int.TryParse(type.Parameters[index].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw SqlErrors.Syntax(type.Parameters[index].Value, type.StartLine)
        : fallback;
}

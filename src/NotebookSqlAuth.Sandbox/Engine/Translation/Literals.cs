using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Constants and their types.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/data-types/constants-transact-sql</remarks>
internal static class Literals
{
    public static TypedSql Translate(Literal literal)
    {
        if (literal.Collation is not null)
        {
            throw SqlErrors.NotSupported("COLLATE", literal.StartLine);
        }

        return literal switch
        {
            IntegerLiteral integer => Integer(integer.Value),
            NumericLiteral numeric => Numeric(numeric.Value, numeric.StartLine),
            RealLiteral real => Float(real),
            StringLiteral text => Text(text),
            BinaryLiteral binary => Binary(binary),
            NullLiteral => new TypedSql("CAST(NULL AS INTEGER)", TSqlTypes.Int, true) { IsNull = true, IsConstant = true },
            _ => throw SqlErrors.NotSupported($"{literal.LiteralType} constant", literal.StartLine),
        };
    }

    private static TypedSql Integer(string text)
    {
        var digits = text.TrimStart('0');
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return new TypedSql(Conversion.Integer(value), TSqlTypes.Int, false) { IntegerDigits = Math.Max(digits.Length, 1), IntegerValue = value, IsConstant = true };
        }

        // A whole number beyond int is numeric, not bigint.
        return Exact(digits, digits.Length, 0);
    }

    private static TypedSql Numeric(string text, int line)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var integral = (point < 0 ? text : text[..point]).TrimStart('0');
        var scale = point < 0 ? 0 : text.Length - point - 1;
        var precision = Math.Max(integral.Length + scale, 1);
        return precision > 38
            ? throw SqlErrors.Error(1007, 15, $"The number '{text}' is out of the range for numeric representation (maximum precision 38).", line)
            : Exact(text, precision, scale);
    }

    private static TypedSql Exact(string text, int precision, int scale)
    {
        var type = TSqlTypes.Decimal(precision, scale);
        return new TypedSql($"CAST('{text}' AS {TSqlTypes.DuckDbName(type)})", type, false) { IsConstant = true };
    }

    private static TypedSql Float(RealLiteral real)
    {
        var value = double.Parse(real.Value, NumberStyles.Float, CultureInfo.InvariantCulture);
        return DuckDbText.Constant(value, TSqlTypes.Float) with { Nullable = false };
    }

    private static TypedSql Text(StringLiteral literal)
    {
        var value = literal.IsNational ? literal.Value : TextFunctions.ToCodePage1252(literal.Value);
        var length = Math.Max(value.Length, 1);
        var type = literal.IsNational
            ? TSqlTypes.NVarChar(length > TSqlTypes.MaxNVarCharCharacters ? TSqlTypes.Max : length)
            : TSqlTypes.VarChar(length > TSqlTypes.MaxVarCharBytes ? TSqlTypes.Max : length);
        return new TypedSql(DuckDbText.String(value), type, false) { IsConstant = true };
    }

    private static TypedSql Binary(BinaryLiteral literal)
    {
        var digits = literal.Value[2..];
        var bytes = Convert.FromHexString(digits.Length % 2 == 0 ? digits : "0" + digits);
        return DuckDbText.Constant(bytes, new SqlDataType(SqlTypeCode.VarBinary, Math.Max(bytes.Length, 1))) with { Nullable = false };
    }
}

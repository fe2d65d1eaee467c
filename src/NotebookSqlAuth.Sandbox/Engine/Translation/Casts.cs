using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>CAST, CONVERT and TRY_CAST.</summary>
internal static class Casts
{
    /// <summary>https://learn.microsoft.com/sql/t-sql/data-types/char-and-varchar-transact-sql: without n, CAST and CONVERT take 30.</summary>
    private const int DefaultLength = 30;

    public static TypedSql Cast(TypedSql value, DataTypeReference type, int line) =>
        Explicit(value, DataTypes.Read(type, DefaultLength), line);

    public static TypedSql Convert(TypedSql value, ConvertCall call, ExpressionTranslator expressions)
    {
        var target = DataTypes.Read(call.DataType, DefaultLength);
        if (call.Style is null)
        {
            return Explicit(value, target, call.StartLine);
        }

        if (call.Style is not IntegerLiteral literal || !int.TryParse(literal.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var style))
        {
            throw SqlErrors.NotSupported("CONVERT style that is not an integer constant", call.StartLine);
        }

        return TSqlTypes.IsDateOrTime(value.Type) && TSqlTypes.IsText(target)
            ? TextConversion.Styled(value, target, style, call.StartLine)
            : throw SqlErrors.NotSupported("CONVERT style for other than dates to text", call.StartLine);
    }

    /// <summary>NULL where CAST gives an error. Text to dates is refused, since a form that the sandbox cannot read would pass as NULL.</summary>
    public static TypedSql TryCast(TypedSql value, DataTypeReference type, int line)
    {
        var target = DataTypes.Read(type, DefaultLength);
        if (TSqlTypes.IsText(value.Type) && TSqlTypes.IsDateOrTime(target))
        {
            throw SqlErrors.NotSupported("TRY_CAST of text to a date", line);
        }

        return new TypedSql($"TRY({Explicit(value, target, line).Sql})", target, true);
    }

    private static TypedSql Explicit(TypedSql value, SqlDataType target, int line)
    {
        var isForbidden = !value.IsNull && (TSqlTypes.IsDateOrTime(value.Type) && TSqlTypes.IsNumber(target) && value.Type.Code != SqlTypeCode.DateTime);
        return isForbidden ? throw SqlErrors.ExplicitConversion(value.Type, target, line) : Conversion.Convert(value, target, line) with { IsNull = false };
    }
}

using System.Globalization;
using NotebookSqlAuth.Frames;

namespace NotebookSqlAuth.Display;

/// <summary>A column's SQL type as T-SQL declares it, e.g. <c>decimal(10,2)</c>.</summary>
internal static class SqlTypeText
{
    public static string Of(SqlColumn column)
    {
        var arguments = column switch
        {
            { Precision: { } precision, Scale: { } scale } => Text(precision) + "," + Text(scale),
            { Length: -1 } => "max",
            { Length: { } length } => Text(length),
            { Scale: { } scale } => Text(scale),
            _ => null,
        };
        var type = arguments is null ? column.TypeName : $"{column.TypeName}({arguments})";
        return VisibleText.OneLine(column.Nullable ? type : type + " not null");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

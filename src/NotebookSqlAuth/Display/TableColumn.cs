using Microsoft.Data.Analysis;
using NotebookSqlAuth.Frames;

namespace NotebookSqlAuth.Display;

/// <summary>A column of a table to show: its head, and how its values are written and set.</summary>
/// <param name="Values">Where the values are.</param>
/// <param name="Name">Its name, control characters made visible.</param>
/// <param name="TypeName">Its SQL type, or .NET's where it did not come from a query.</param>
/// <param name="IsNumeric">Whether it is set to the right.</param>
/// <param name="DateTimeFormat">How it writes a DateTime.</param>
internal sealed record TableColumn(
    DataFrameColumn Values, string Name, string TypeName, bool IsNumeric, string DateTimeFormat)
{
    private const string DateFormat = "yyyy-MM-dd";
    private const string DateTimeFormatWithoutFraction = "yyyy-MM-dd HH:mm:ss";

    /// <summary>A column as a query answered it.</summary>
    public static TableColumn Of(DataFrameColumn values, SqlColumn column) => new(
        values, VisibleText.OneLine(column.Name), SqlTypeText.Of(column), IsNumber(values.DataType), FormatOf(column));

    /// <summary>A column of any frame.</summary>
    public static TableColumn Of(DataFrameColumn values, long shownRows) => new(
        values, VisibleText.OneLine(values.Name), values.DataType.Name, IsNumber(values.DataType), FormatOf(values, shownRows));

    /// <summary>A value as the table shows it, or null for a null.</summary>
    public CellValue? this[long row] => Values[row] is { } value ? ValueText.Of(value, DateTimeFormat) : null;

    private static bool IsNumber(Type type) =>
        type == typeof(decimal) || (type.IsPrimitive && type != typeof(bool) && type != typeof(char));

    private static string FormatOf(SqlColumn column) => column.TypeName.ToUpperInvariant() switch
    {
        "DATE" => DateFormat,
        "SMALLDATETIME" => DateTimeFormatWithoutFraction,
        "DATETIME2" when column.Scale is > 0 and var digits => DateTimeFormatWithoutFraction + "." + new string('f', digits),
        "DATETIME2" when column.Scale is 0 => DateTimeFormatWithoutFraction,
        "DATETIME2" => DateTimeFormatWithoutFraction + ".fffffff",
        _ => DateTimeFormatWithoutFraction + ".fff",
    };

    // Without a SQL type the values say whether the column holds dates; chosen once, so that a column is written one way.
    private static string FormatOf(DataFrameColumn values, long shownRows)
    {
        for (var row = 0L; row < shownRows && values.DataType == typeof(DateTime); row++)
        {
            if (values[row] is DateTime time && time.TimeOfDay != TimeSpan.Zero)
            {
                return DateTimeFormatWithoutFraction + ".FFFFFFF";
            }
        }

        return DateFormat;
    }
}

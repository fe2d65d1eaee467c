using Microsoft.Data.Analysis;
using Microsoft.Data.SqlClient;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Frames.Columns;

/// <summary>decimal and numeric: up to 28 digits always fit; with more, a value may not.</summary>
internal sealed class DecimalColumnBuilder(SqlColumn column) : ValueColumnBuilder<decimal>(column)
{
    protected override decimal Read(SqlDataReader reader, int ordinal)
    {
        try
        {
            return reader.GetDecimal(ordinal);
        }
        catch (OverflowException)
        {
            throw new UserError(
                ErrorCodes.DecimalOutOfRange,
                $"A value of the column `{Column.Name}`, a {Column.TypeName}({Column.Precision},{Column.Scale}), is too large for a .NET decimal.",
                "System.Decimal holds 28 to 29 digits.",
                $"Cast it in the SQL: CAST([{Column.SourceName}] AS decimal(28,{Math.Min(Column.Scale ?? 0, (byte)10)})), or AS varchar(41) to keep every digit.");
        }
    }

    protected override DataFrameColumn Create(
        string name, ReadOnlyMemory<byte> values, ReadOnlyMemory<byte> validity, int length, int nullCount) =>
        new DecimalDataFrameColumn(name, values, validity, length, nullCount);
}

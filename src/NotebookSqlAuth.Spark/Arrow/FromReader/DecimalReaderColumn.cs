using Microsoft.Data.SqlClient;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Frames;
using NotebookSqlAuth.Spark.Arrow.Values;

namespace NotebookSqlAuth.Spark.Arrow.FromReader;

/// <summary>decimal, numeric, money and smallmoney: every digit, beyond what System.Decimal holds too.</summary>
internal sealed class DecimalReaderColumn : FixedReaderColumn<Int128>
{
    private readonly DecimalScale _scale;

    internal DecimalReaderColumn(SparkField field, SqlColumn column)
        : base(field)
    {
        var (precision, scale) = SparkTypeMap.DecimalOf(column);
        _scale = new DecimalScale(precision, scale);
    }

    protected override Int128 Read(SqlDataReader reader, int ordinal) => _scale.TryScale(reader.GetSqlDecimal(ordinal), out var scaled)
        ? scaled
        : throw new UserError(
            ErrorCodes.ValueOutOfRange,
            $"A value of the column `{Field.Name}` does not fit {Field.Type.Json}, which the server says it is.",
            "",
            "Cast the column in the SQL to a decimal that its values fit.");
}

/// <summary>money and smallmoney, which the client hands out as System.Decimal with four digits behind the point.</summary>
internal sealed class MoneyReaderColumn(SparkField field) : FixedReaderColumn<Int128>(field)
{
    protected override Int128 Read(SqlDataReader reader, int ordinal) => reader.GetSqlMoney(ordinal).GetTdsValue();
}

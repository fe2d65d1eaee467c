using Microsoft.Data.SqlClient;
using NotebookSqlAuth.Spark.Arrow.Values;

namespace NotebookSqlAuth.Spark.Arrow.FromReader;

/// <summary>date.</summary>
internal sealed class DateReaderColumn(SparkField field) : FixedReaderColumn<int>(field)
{
    protected override int Read(SqlDataReader reader, int ordinal) => Days.Of(reader.GetDateTime(ordinal));
}

/// <summary>datetime, datetime2 and smalldatetime.</summary>
internal sealed class TimestampReaderColumn(SparkField field) : FixedReaderColumn<long>(field)
{
    private readonly Changes _cut = new(field.Name, Changes.SeventhDigit);

    internal override IEnumerable<string> Notices => _cut.Notice is { } notice ? [notice] : [];

    protected override long Read(SqlDataReader reader, int ordinal)
    {
        var ticks = reader.GetDateTime(ordinal).Ticks;
        _cut.Count += ticks % Microseconds.TicksPerMicrosecond != 0 ? 1 : 0;
        return Microseconds.Of(ticks);
    }
}

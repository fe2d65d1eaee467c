using Microsoft.Data.SqlClient;
using NotebookSqlAuth.Spark.Arrow.Buffers;
using NotebookSqlAuth.Spark.Arrow.Values;

namespace NotebookSqlAuth.Spark.Arrow.FromReader;

/// <summary>datetimeoffset: the instant, and where it is wanted the offset in a field of its own.</summary>
internal sealed class DateTimeOffsetReaderColumn(SparkField instant, SparkField? offset) : ReaderColumn
{
    private readonly FixedBuffer<long> _instants = new();
    private readonly FixedBuffer<short>? _offsets = offset is null ? null : new();
    private readonly Changes _cut = new(instant.Name, Changes.SeventhDigit);
    private readonly Changes _offset = new(instant.Name, Changes.Offset);

    internal override IEnumerable<string> Notices => new[] { _cut.Notice, _offset.Notice }.OfType<string>();

    internal override void Append(SqlDataReader reader, int ordinal)
    {
        if (reader.IsDBNull(ordinal))
        {
            _instants.AddNull();
            _offsets?.AddNull();
            return;
        }

        var value = reader.GetDateTimeOffset(ordinal);
        _instants.Add(Microseconds.Of(value.UtcTicks));
        _offsets?.Add((short)value.TotalOffsetMinutes);
        _cut.Count += value.UtcTicks % Microseconds.TicksPerMicrosecond != 0 ? 1 : 0;
        _offset.Count += _offsets is null && value.TotalOffsetMinutes != 0 ? 1 : 0;
    }

    internal override void Finish(int rows, BatchBuilder batch)
    {
        _instants.Finish(rows, batch, instant.Type.Arrow);
        _offsets?.Finish(rows, batch, offset!.Type.Arrow);
    }
}

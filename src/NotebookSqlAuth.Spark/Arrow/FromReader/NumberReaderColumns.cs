using Microsoft.Data.SqlClient;
using NotebookSqlAuth.Spark.Arrow.Buffers;

namespace NotebookSqlAuth.Spark.Arrow.FromReader;

/// <summary>bit: gathered as a byte, packed into a bit.</summary>
internal sealed class BooleanReaderColumn(SparkField field) : FixedReaderColumn<byte>(field)
{
    protected override byte Read(SqlDataReader reader, int ordinal) => reader.GetBoolean(ordinal) ? (byte)1 : (byte)0;

    protected override void Finish(FixedBuffer<byte> buffer, int rows, BatchBuilder batch) => buffer.FinishPacked(rows, batch);
}

/// <summary>tinyint: Spark's byte has a sign, so that 255 needs a short.</summary>
internal sealed class ByteReaderColumn(SparkField field) : FixedReaderColumn<short>(field)
{
    protected override short Read(SqlDataReader reader, int ordinal) => reader.GetByte(ordinal);
}

/// <summary>smallint.</summary>
internal sealed class Int16ReaderColumn(SparkField field) : FixedReaderColumn<short>(field)
{
    protected override short Read(SqlDataReader reader, int ordinal) => reader.GetInt16(ordinal);
}

/// <summary>int.</summary>
internal sealed class Int32ReaderColumn(SparkField field) : FixedReaderColumn<int>(field)
{
    protected override int Read(SqlDataReader reader, int ordinal) => reader.GetInt32(ordinal);
}

/// <summary>bigint.</summary>
internal sealed class Int64ReaderColumn(SparkField field) : FixedReaderColumn<long>(field)
{
    protected override long Read(SqlDataReader reader, int ordinal) => reader.GetInt64(ordinal);
}

/// <summary>real.</summary>
internal sealed class SingleReaderColumn(SparkField field) : FixedReaderColumn<float>(field)
{
    protected override float Read(SqlDataReader reader, int ordinal) => reader.GetFloat(ordinal);
}

/// <summary>float.</summary>
internal sealed class DoubleReaderColumn(SparkField field) : FixedReaderColumn<double>(field)
{
    protected override double Read(SqlDataReader reader, int ordinal) => reader.GetDouble(ordinal);
}

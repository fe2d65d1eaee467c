using Microsoft.Data.SqlClient;
using NotebookSqlAuth.Spark.Arrow.Buffers;
using NotebookSqlAuth.Spark.Arrow.Values;

namespace NotebookSqlAuth.Spark.Arrow.FromReader;

/// <summary>Values that become text or bytes of any length.</summary>
internal abstract class VariableReaderColumn(SparkField field) : ReaderColumn
{
    private readonly VariableBuffer _buffer = new();

    internal sealed override long VariableBytes => _buffer.Data.Length;

    /// <summary>What is made.</summary>
    protected SparkField Field { get; } = field;

    internal sealed override void Append(SqlDataReader reader, int ordinal)
    {
        if (reader.IsDBNull(ordinal))
        {
            _buffer.AddNull();
        }
        else
        {
            Append(_buffer, reader, ordinal);
        }
    }

    internal sealed override void Finish(int rows, BatchBuilder batch) => _buffer.Finish(rows, batch, Field.Type.Arrow);

    /// <summary>Appends the value, which is not NULL.</summary>
    protected abstract void Append(VariableBuffer buffer, SqlDataReader reader, int ordinal);
}

/// <summary>char, varchar, nchar and nvarchar.</summary>
internal sealed class TextReaderColumn(SparkField field) : VariableReaderColumn(field)
{
    private readonly Changes _surrogates = new(field.Name, Changes.Surrogate);

    internal override IEnumerable<string> Notices => _surrogates.Notice is { } notice ? [notice] : [];

    protected override void Append(VariableBuffer buffer, SqlDataReader reader, int ordinal) =>
        Texts.Append(buffer, reader.GetString(ordinal), Field.Name, _surrogates);
}

/// <summary>uniqueidentifier, in capital letters as SQL Server writes it.</summary>
internal sealed class GuidReaderColumn(SparkField field) : VariableReaderColumn(field)
{
    protected override void Append(VariableBuffer buffer, SqlDataReader reader, int ordinal) => Texts.Append(buffer, reader.GetGuid(ordinal));
}

/// <summary>time, with as many digits behind the second as the column has.</summary>
internal sealed class TimeReaderColumn(SparkField field, int scale) : VariableReaderColumn(field)
{
    protected override void Append(VariableBuffer buffer, SqlDataReader reader, int ordinal) =>
        Texts.Append(buffer, reader.GetTimeSpan(ordinal), scale);
}

/// <summary>binary and varbinary.</summary>
internal sealed class BytesReaderColumn(SparkField field) : VariableReaderColumn(field)
{
    protected override void Append(VariableBuffer buffer, SqlDataReader reader, int ordinal)
    {
        var bytes = reader.GetFieldValue<byte[]>(ordinal);
        bytes.CopyTo(buffer.Data.Free(bytes.Length));
        buffer.Data.Advance(bytes.Length);
        buffer.EndValue();
    }
}

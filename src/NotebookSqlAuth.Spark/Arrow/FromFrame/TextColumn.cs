using Microsoft.Data.Analysis;
using NotebookSqlAuth.Spark.Arrow.Values;

namespace NotebookSqlAuth.Spark.Arrow.FromFrame;

/// <summary>string, as UTF-8.</summary>
internal sealed class TextColumn(SparkField field, StringDataFrameColumn column) : VariableColumn(field)
{
    private readonly TextSource _texts = new(column);
    private readonly Changes _surrogates = new(field.Name, Changes.Surrogate);

    private long _countedBefore;

    internal override IEnumerable<string> Notices => _surrogates.Notice is { } notice ? [notice] : [];

    internal override void Truncate(int rows)
    {
        // What is taken back is taken again later, and counted then.
        if (Buffer.Rows > rows)
        {
            _surrogates.Count = _countedBefore;
        }

        base.Truncate(rows);
    }

    protected override void Append(long start, int count, long maxBytes)
    {
        _countedBefore = _surrogates.Count;
        Texts.AppendAll(Buffer, _texts.Read(start, count), maxBytes, Field.Name, _surrogates);
    }
}

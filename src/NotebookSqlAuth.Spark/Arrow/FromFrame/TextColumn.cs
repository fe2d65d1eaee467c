using Microsoft.Data.Analysis;
using NotebookSqlAuth.Spark.Arrow.Values;

namespace NotebookSqlAuth.Spark.Arrow.FromFrame;

/// <summary>string, as UTF-8.</summary>
internal sealed class TextColumn(SparkField field, StringDataFrameColumn column) : VariableColumn(field)
{
    private readonly TextSource _texts = new(column);
    private readonly Changes _surrogates = new(field.Name, Changes.Surrogate);

    internal override IEnumerable<string> Notices => _surrogates.Notice is { } notice ? [notice] : [];

    protected override void Append(long start, int count, long maxBytes) =>
        Texts.AppendAll(Buffer, _texts.Read(start, count), maxBytes, Field.Name, _surrogates);
}

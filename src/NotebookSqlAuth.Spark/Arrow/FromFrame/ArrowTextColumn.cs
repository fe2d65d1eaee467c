using Microsoft.Data.Analysis;
using NotebookSqlAuth.Spark.Arrow.Values;

namespace NotebookSqlAuth.Spark.Arrow.FromFrame;

/// <summary>ArrowStringDataFrameColumn: a frame's texts that are UTF-8 already.</summary>
internal sealed class ArrowTextColumn(SparkField field, ArrowStringDataFrameColumn column) : VariableColumn(field)
{
    private readonly Changes _surrogates = new(field.Name, Changes.Surrogate);

    internal override IEnumerable<string> Notices => _surrogates.Notice is { } notice ? [notice] : [];

    protected override void Append(long start, int count, long maxBytes)
    {
        for (var row = start; row < start + count && Buffer.Data.Length <= maxBytes; row++)
        {
            if (column[row] is { } text)
            {
                Texts.Append(Buffer, text, Field.Name, _surrogates);
            }
            else
            {
                Buffer.AddNull();
            }
        }
    }
}

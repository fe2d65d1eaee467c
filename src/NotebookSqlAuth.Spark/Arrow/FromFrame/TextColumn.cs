using System.Runtime.InteropServices;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Spark.Arrow.Values;

namespace NotebookSqlAuth.Spark.Arrow.FromFrame;

/// <summary>string, as UTF-8.</summary>
internal sealed class TextColumn(SparkField field, StringDataFrameColumn column) : VariableColumn(field)
{
    private readonly Changes _surrogates = new(field.Name, Changes.Surrogate);

    internal override IEnumerable<string> Notices => _surrogates.Notice is { } notice ? [notice] : [];

    protected override void Append(long start, int count, long maxBytes)
    {
        // A list of references to all: the column's indexer would look for the right list for each.
        var texts = CollectionsMarshal.AsSpan(column[start, count]);
        if (Texts.TryAppendAll(Buffer, texts!))
        {
            return;
        }

        foreach (var text in texts)
        {
            if (text is null)
            {
                Buffer.AddNull();
            }
            else
            {
                Texts.Append(Buffer, text, Field.Name, _surrogates);
            }

            if (Buffer.Data.Length > maxBytes)
            {
                return;
            }
        }
    }
}

using Apache.Arrow;
using Microsoft.Data.Analysis;

namespace NotebookSqlAuth.Spark.Arrow.ToFrame;

/// <summary>Gathers the Arrow arrays of one field into a frame's column. Chosen once per column, so that no row looks at types.</summary>
internal abstract class ArrayColumn
{
    /// <summary>Copies an array's values.</summary>
    internal abstract void Add(ArrayData array);

    /// <summary>Hands everything over. Called once.</summary>
    internal abstract DataFrameColumn Build(string name);
}

using Microsoft.Data.Analysis;
using Microsoft.Data.SqlClient;

namespace NotebookSqlAuth.Frames;

/// <summary>Gathers one column of a result set. Chosen once per column, so that no row looks at types.</summary>
internal abstract class ColumnBuilder(SqlColumn column)
{
    /// <summary>What is gathered.</summary>
    protected SqlColumn Column { get; } = column;

    /// <summary>Takes the value of the reader's current row.</summary>
    internal abstract void Append(SqlDataReader reader, int ordinal);

    /// <summary>Hands everything over as a frame column. Called once.</summary>
    internal abstract DataFrameColumn Build();
}

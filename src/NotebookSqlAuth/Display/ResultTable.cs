using Microsoft.Data.Analysis;

namespace NotebookSqlAuth.Display;

/// <summary>A frame as a table: typed alignment, NULL shown as such, first rows and the total, every value encoded.</summary>
public static class ResultTable
{
    /// <summary>Renders a frame that did not come straight from a query, e.g. a cell's last expression.</summary>
    public static CellOutput Of(DataFrame frame) => throw new NotImplementedException();
}

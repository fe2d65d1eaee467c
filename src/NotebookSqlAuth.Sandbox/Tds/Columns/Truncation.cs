using NotebookSqlAuth.Sandbox.Engine;

namespace NotebookSqlAuth.Sandbox.Tds.Columns;

/// <summary>A value longer than its column.</summary>
internal static class Truncation
{
    public static void Check(int length, int maximum)
    {
        if (length > maximum)
        {
            throw new SqlServerException(new SqlServerMessage(8152, 16, 10, "String or binary data would be truncated."));
        }
    }
}

namespace NotebookSqlAuth.Errors;

/// <summary>Every code that a <see cref="UserError"/> carries. A code keeps its meaning for ever.</summary>
/// <remarks>11xx signing in · 12xx opening a connection · 13xx running a query · 14xx frames · 2xxx magics and the notebook · 3xxx the notebook-sql tool.</remarks>
public static class ErrorCodes
{
    /// <summary>No cloud of that name.</summary>
    public const string UnknownCloud = "NSA1101";
}

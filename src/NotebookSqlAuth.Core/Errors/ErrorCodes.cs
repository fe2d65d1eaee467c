namespace NotebookSqlAuth.Errors;

/// <summary>Every code that a <see cref="UserError"/> carries. A code keeps its meaning for ever.</summary>
/// <remarks>11xx signing in · 12xx opening a connection · 13xx running a query · 14xx frames · 2xxx magics and the notebook · 3xxx the notebook-sql tool.</remarks>
public static class ErrorCodes
{
    /// <summary>No cloud of that name.</summary>
    public const string UnknownCloud = "NSA1101";

    /// <summary>The notebook's host refused to set a C# variable.</summary>
    public const string VariableNotSet = "NSA2901";

    /// <summary>The notebook's host runs no C# kernel.</summary>
    public const string NoCSharpKernel = "NSA2902";

    /// <summary>The notebook's host is too old for the adapter, or is not a notebook.</summary>
    public const string HostNotSupported = "NSA2903";
}

namespace NotebookSqlAuth.Errors;

/// <summary>Every code that a <see cref="UserError"/> carries. A code keeps its meaning for ever.</summary>
public static class ErrorCodes
{
}

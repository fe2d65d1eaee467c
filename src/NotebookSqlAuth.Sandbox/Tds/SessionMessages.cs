using NotebookSqlAuth.Sandbox.Engine;

namespace NotebookSqlAuth.Sandbox.Tds;

/// <summary>What the endpoint itself says in a session, in SQL Server's words and numbers.</summary>
internal static class SessionMessages
{
    public static SqlServerMessage BrokenStream { get; } =
        new(4002, 16, 1, "The incoming tabular data stream (TDS) protocol stream is incorrect. The stream ended unexpectedly.");

    public static SqlServerMessage DatabaseChanged(string database) => new(5701, 10, 2, $"Changed database context to '{database}'.");

    public static SqlServerMessage NoSuchProcedure(string name) => new(2812, 16, 62, $"Could not find stored procedure '{name}'.");

    public static SqlServerMessage NoSuchHandle(int handle) => new(8179, 16, 1, $"Could not find prepared statement with handle {handle}.");

    public static SqlServerMessage NotSupported(string what) => new(40510, 16, 1, $"{what} is not supported by the NotebookSqlAuth sandbox.");

    /// <summary>A defect of the sandbox. The exception's own text stays out: it may hold values.</summary>
    public static SqlServerMessage InternalError(Exception defect) =>
        new(50000, 20, 1, $"The NotebookSqlAuth sandbox failed ({defect.GetType().Name} in {defect.TargetSite?.DeclaringType?.Name}.{defect.TargetSite?.Name}). This is a defect of the sandbox.");
}

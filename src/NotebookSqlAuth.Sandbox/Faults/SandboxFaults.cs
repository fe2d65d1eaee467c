namespace NotebookSqlAuth.Sandbox.Faults;

/// <summary>The far side's misfortunes, each by its name, switched while the sandbox runs. Thread-safe.</summary>
public sealed class SandboxFaults
{
    /// <summary>Those of the identity endpoint.</summary>
    public IdentityFaults Identity { get; } = new();

    /// <summary>Those of the SQL endpoint.</summary>
    public TdsFaults Tds { get; } = new();
}

namespace NotebookSqlAuth.Sandbox.Identity;

/// <summary>A request that Entra would refuse. It never leaves the identity endpoint, which answers it as JSON.</summary>
public sealed class EntraException : Exception
{
    internal EntraException(int number, string detail = "")
        : base($"AADSTS{number}")
    {
        Error = EntraErrors.Get(number);
        Detail = detail;
    }

    internal EntraError Error { get; }

    /// <summary>What the wording's {detail} stands for: a parameter's or a scope's name, never a secret.</summary>
    internal string Detail { get; }
}

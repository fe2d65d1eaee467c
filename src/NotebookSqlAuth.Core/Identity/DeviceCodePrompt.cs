namespace NotebookSqlAuth.Identity;

/// <summary>What the user must see to sign in: a code, and the page to enter it on.</summary>
/// <remarks>The code is a secret until it is used or expires: show it, never keep it.</remarks>
public sealed record DeviceCodePrompt
{
    /// <summary>The code to enter.</summary>
    public required string UserCode { get; init; }

    /// <summary>Where to enter it.</summary>
    public required Uri VerificationUri { get; init; }

    /// <summary>When the code stops working.</summary>
    public required DateTimeOffset ExpiresOn { get; init; }

    /// <summary>The tenant asked for, as the user named it.</summary>
    public required string Tenant { get; init; }

    /// <summary>The application that asks.</summary>
    public required string ClientId { get; init; }

    /// <summary>What it asks for.</summary>
    public required string Scope { get; init; }
}

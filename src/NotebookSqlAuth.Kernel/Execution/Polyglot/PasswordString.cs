using System.Diagnostics.CodeAnalysis;

namespace Microsoft.DotNet.Interactive;

/// <summary>A secret that the user typed, which does not show itself by accident.</summary>
/// <param name="clearTextPassword">The secret.</param>
[SuppressMessage("Maintainability", "CA1515:Consider making public types internal", Justification = "Cells compile against it.")]
public sealed class PasswordString(string clearTextPassword)
{
    /// <summary>The secret.</summary>
    [SuppressMessage("Design", "CA1024:Use properties where appropriate", Justification = "The name that notebooks use; and a property would be shown.")]
    public string GetClearTextPassword() => clearTextPassword;

    /// <summary>Stars, always as many.</summary>
    public override string ToString() => "************";
}

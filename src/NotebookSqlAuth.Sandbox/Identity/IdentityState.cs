using NotebookSqlAuth.Sandbox.Faults;

namespace NotebookSqlAuth.Sandbox.Identity;

/// <summary>What the identity endpoint's routes share.</summary>
internal sealed record IdentityState(
    SandboxOptions Options,
    IdentityFaults Faults,
    DeviceAuthorizationStore DeviceAuthorizations,
    RefreshTokenStore RefreshTokens,
    TokenIssuer Tokens);

namespace NotebookSqlAuth.Sandbox.Identity;

/// <summary>One AADSTS error.</summary>
/// <param name="Number">What follows AADSTS.</param>
/// <param name="Code">OAuth's error code.</param>
/// <param name="Wording">The description, with {tenant}, {client}, {resource} and {detail} to be filled in.</param>
/// <param name="Suberror">Entra's hint to MSAL on how to recover, or null.</param>
/// <param name="Claims">The claims challenge that comes with it, JSON, or null.</param>
/// <param name="HttpStatus">The answer's status.</param>
internal sealed record EntraError(
    int Number, string Code, string Wording, string? Suberror = null, string? Claims = null, int HttpStatus = 400);

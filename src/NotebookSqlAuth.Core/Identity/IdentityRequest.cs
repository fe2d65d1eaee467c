namespace NotebookSqlAuth.Identity;

/// <summary>One request to the identity service: who asks for what, under which correlation id.</summary>
internal sealed record IdentityRequest(SignInOptions Options, string Scope)
{
    /// <summary>Ours, sent with the request, so that even an error without an answer can be found in the service's logs.</summary>
    internal Guid CorrelationId { get; } = Guid.NewGuid();
}

namespace NotebookSqlAuth.Sandbox;

/// <summary>A demo user of the sandbox's tenant.</summary>
/// <param name="UserName">The principal name, e.g. <c>alice@contoso.example</c>.</param>
/// <param name="DisplayName">What people call her.</param>
/// <param name="ObjectId">The directory's object id, stable across runs.</param>
public sealed record SandboxUser(string UserName, string DisplayName, Guid ObjectId)
{
    /// <summary>The users that the device page offers, in its order. The last one may sign in but has no user in the database (18456).</summary>
    public static IReadOnlyList<SandboxUser> All { get; } =
    [
        new("alice@contoso.example", "Alice Analyst", new Guid("a11ce000-0000-4000-8000-000000000001")),
        new("bob@contoso.example", "Bob Builder", new Guid("b0b00000-0000-4000-8000-000000000002")),
        new("mallory@contoso.example", "Mallory (no database access)", new Guid("3a110000-0000-4000-8000-000000000003")),
    ];
}

namespace NotebookSqlAuth.Sandbox;

/// <summary>A demo user of the sandbox's tenant.</summary>
/// <param name="UserName">The principal name, e.g. <c>alice@contoso.example</c>.</param>
/// <param name="DisplayName">What people call her.</param>
/// <param name="ObjectId">The directory's object id, stable across runs.</param>
public sealed record SandboxUser(string UserName, string DisplayName, Guid ObjectId)
{
    /// <summary>An analyst who may read the sample database.</summary>
    public static SandboxUser Alice { get; } =
        new("alice@contoso.example", "Alice Analyst", new Guid("a11ce000-0000-4000-8000-000000000001"));

    /// <summary>A second analyst, for what happens when the person changes.</summary>
    public static SandboxUser Bob { get; } =
        new("bob@contoso.example", "Bob Builder", new Guid("b0b00000-0000-4000-8000-000000000002"));

    /// <summary>May sign in, but the database knows no such user (18456).</summary>
    public static SandboxUser Mallory { get; } =
        new("mallory@contoso.example", "Mallory (no database access)", new Guid("3a110000-0000-4000-8000-000000000003"))
        {
            HasDatabaseAccess = false,
        };

    /// <summary>The users that the device page offers, in its order.</summary>
    public static IReadOnlyList<SandboxUser> All { get; } = [Alice, Bob, Mallory];

    /// <summary>Whether the database has a user for this person.</summary>
    public bool HasDatabaseAccess { get; init; } = true;

    internal static SandboxUser? Find(Guid objectId) => All.FirstOrDefault(user => user.ObjectId == objectId);
}

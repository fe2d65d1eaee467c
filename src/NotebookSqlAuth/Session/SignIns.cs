using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Identity;

namespace NotebookSqlAuth.Session;

/// <summary>The accounts of a notebook, oldest first. Thread-safe.</summary>
internal sealed class SignIns
{
    private readonly object _gate = new();
    private readonly List<SignIn> _signIns = [];

    public IReadOnlyList<SignIn> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _signIns];
            }
        }
    }

    /// <summary>The latest sign-in made with these options; null where there is none.</summary>
    public SignIn? Find(SignInOptions options) => All.LastOrDefault(signIn => signIn.Tokens.Options == options);

    public SignIn? Find(SignInKey key) => All.FirstOrDefault(signIn => signIn.Key == key);

    /// <summary>Adds a sign-in; one of the same key gives way to it, and its tokens are forgotten.</summary>
    public async Task AddAsync(SignIn signIn)
    {
        var previous = Find(signIn.Key);
        lock (_gate)
        {
            _signIns.RemoveAll(other => other.Key == signIn.Key);
            _signIns.Add(signIn);
        }

        if (previous is not null)
        {
            await previous.Tokens.SignOutAsync();
        }
    }

    public async Task RemoveAsync(SignIn signIn)
    {
        lock (_gate)
        {
            _signIns.Remove(signIn);
        }

        await signIn.Tokens.SignOutAsync();
    }

    /// <summary>The account that a magic means: the one it names, else the only one.</summary>
    /// <param name="userName">A principal name or a home account id; null where the magic names none.</param>
    /// <exception cref="UserError">Nobody is signed in, nobody of that name, or several and none named.</exception>
    public SignIn Choose(string? userName)
    {
        var all = All;
        var names = string.Join(", ", all.Select(signIn => $"`{signIn.Account.UserName}`").Distinct());
        if (all.Count == 0)
        {
            throw new UserError(
                ErrorCodes.NotSignedIn, "Nobody is signed in yet.", "", "Run a cell with `#!aad-login` first, then this one again.");
        }

        if (userName is null)
        {
            return all.Count == 1 ? all[0] : throw new UserError(
                ErrorCodes.SeveralAccounts, "Several accounts are signed in.", "", $"Say which with `--account`: {names}.");
        }

        // The latest wins where one person is signed in to several tenants: that is the one whose card was just seen.
        return all.LastOrDefault(signIn => Names(signIn.Account, userName)) ?? throw new UserError(
            ErrorCodes.UnknownAccount, $"`{userName}` is not signed in.", $"Signed in: {names}.", "Name one of these, or run `#!aad-login`.");
    }

    private static bool Names(SignedInAccount account, string userName) =>
        account.UserName.Equals(userName, StringComparison.OrdinalIgnoreCase)
        || account.HomeAccountId.Equals(userName, StringComparison.OrdinalIgnoreCase);
}

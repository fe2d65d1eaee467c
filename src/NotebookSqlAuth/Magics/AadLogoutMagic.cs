using NotebookSqlAuth.Display;

namespace NotebookSqlAuth.Magics;

/// <summary>Signs accounts out: forgets their tokens and closes their connections.</summary>
public sealed class AadLogoutMagic : Magic
{
    private const string AccountOption = "--account";

    /// <inheritdoc/>
    public override string Name => "#!aad-logout";

    /// <inheritdoc/>
    public override string Description => "Forgets who is signed in and closes the connections that were opened as them.";

    /// <inheritdoc/>
    public override IReadOnlyList<MagicOption> Options { get; } =
    [
        new(AccountOption, "Only this account; without it all of them.") { ValueName = "USER" },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["#!aad-logout", "#!aad-logout --account alice@contoso.com"];

    /// <inheritdoc/>
    protected internal override async Task RunAsync(MagicCall call, NotebookSession session, ICellContext cell)
    {
        var leaving = call[AccountOption] is { } account ? [session.SignIns.Choose(account)] : session.SignIns.All;
        if (leaving.Count == 0)
        {
            cell.Show(NoticeLine.Of("Nobody was signed in."));
        }

        foreach (var signIn in leaving)
        {
            var closed = session.Connections.Close(signIn.Key);
            await session.SignIns.RemoveAsync(signIn);
            var connections = closed.Count == 0 ? "" : $" Closed: {string.Join(", ", closed.Select(name => $"`{name}`"))}.";
            cell.Show(ProgressLine.Of($"Signed out `{signIn.Account.UserName}`.{connections}"));
        }
    }
}

using NotebookSqlAuth.Display;
using NotebookSqlAuth.Session;

namespace NotebookSqlAuth.Magics;

/// <summary>Signs accounts out: forgets their tokens and closes their connections.</summary>
public sealed class AadLogoutMagic : Magic
{
    private const string AccountOption = "--account";

    /// <inheritdoc/>
    public override string Name => "#!aad-logout";

    /// <inheritdoc/>
    public override string Description => "Forgets who is signed in and closes what was opened as them.";

    /// <inheritdoc/>
    public override IReadOnlyList<MagicOption> Options { get; } =
    [
        new(AccountOption, "Only this account; without it all of them.") { ValueName = "USER", Value = MagicValueKind.Account },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["#!aad-logout", "#!aad-logout --account alice@contoso.com"];

    /// <inheritdoc/>
    protected internal override async Task RunAsync(MagicCall call, NotebookSession session, ICellContext cell)
    {
        var leaving = call[AccountOption] is { } account ? [session.SignIns.Choose(account)] : session.SignIns.All;
        // Whoever leaves takes along what another application has for them.
        var databricks = session.DatabricksSignIns.All.Where(signIn =>
            !call.Has(AccountOption) || leaving.Any(other => other.Account.HomeAccountId == signIn.Account.HomeAccountId));
        var all = leaving.Concat(databricks).ToList();
        if (all.Count == 0)
        {
            cell.Show(NoticeLine.Of("Nobody was signed in."));
        }

        foreach (var user in all.GroupBy(signIn => signIn.Account.UserName))
        {
            var closed = new List<string>();
            var views = new List<ExecutorView>();
            foreach (var signIn in user)
            {
                // Spark first: its server is told with a token.
                var dropped = await session.ExecutorViews.DropAsync(signIn.Key);
                views.AddRange(dropped);
                closed.AddRange(await session.SparkSessions.CloseAsync(signIn.Key, [.. dropped.Select(view => view.Session)]));
                closed.AddRange(session.Connections.Close(signIn.Key));
                await session.SignIns.RemoveAsync(signIn);
                await session.DatabricksSignIns.RemoveAsync(signIn);
            }

            var names = closed.Count == 0 ? "" : $" Closed: {string.Join(", ", closed.Select(name => $"`{name}`"))}.";
            cell.Show(ProgressLine.Of($"Signed out `{user.Key}`.{names}"));
            SparkOpening.ShowLeftFolders(session, cell);
            foreach (var view in views.Where(view => !view.Session.IsEnded))
            {
                cell.Show(NoticeLine.Of(
                    $"The view `{view.Name}` is dropped from a Spark session that stays. Views and tables cached there that were made of it can read until {Amounts.Moment(view.TokenExpiresOn)}; end that session to stop them."));
            }
        }
    }
}

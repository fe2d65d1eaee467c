using System.Diagnostics;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Connect;

namespace NotebookSqlAuth.Session;

/// <summary>A temp view whose plan holds a token.</summary>
/// <param name="SignIn">Whose.</param>
/// <param name="Session">Where it is.</param>
/// <param name="Name">What it is called there.</param>
/// <param name="TokenExpiresOn">From then on nothing reads with it any more.</param>
internal sealed record ExecutorView(SignInKey SignIn, ConnectSession Session, string Name, DateTimeOffset TokenExpiresOn)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    /// <summary>Drops it as far as the server can be reached.</summary>
    public async Task DropAsync()
    {
        using var limit = new CancellationTokenSource(s_limit);
        try
        {
            await Session.SqlAsync($"DROP VIEW IF EXISTS `{Name}`", null, null, limit.Token);
        }
        catch (Exception e) when (e is ObjectDisposedException or UserError or OperationCanceledException)
        {
            // It went with its session, or with its server; a server that is out of reach keeps it no longer than the token lives.
            Debug.WriteLine(e.GetType().Name);
        }
    }
}

using NotebookSqlAuth.Spark.Connect.Protocol;

namespace NotebookSqlAuth.Spark.Connect;

/// <summary>
/// Notices that the server has forgotten the session. From 4.0 on the server does by itself, told the name that it gave the
/// session; 3.5 gives none and makes an empty session of the same id without a word, so there a setting marks ours.
/// </summary>
internal sealed class SessionWatch(ConnectClient client)
{
    private const string Marker = "spark.notebooksqlauth.session";

    private bool _isMarked;

    /// <summary>Marks the session where the server gives it no name.</summary>
    internal async Task StartAsync(CancellationToken cancellationToken)
    {
        if (client.ServerSession is null)
        {
            await new SessionSettings(client).SetAsync(Marker, client.SessionId, cancellationToken);
            _isMarked = true;
        }
    }

    /// <summary>Makes sure that the session is still the one that was opened.</summary>
    /// <exception cref="Errors.UserError">It is gone.</exception>
    internal async Task CheckAsync(string what, CancellationToken cancellationToken)
    {
        if (_isMarked && await new SessionSettings(client).GetAsync(Marker, cancellationToken) != client.SessionId)
        {
            throw client.Faults.SessionGone(what);
        }
    }
}

using NotebookSqlAuth.Display;
using NotebookSqlAuth.Session;
using NotebookSqlAuth.Spark;
using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Spark.Staging;

namespace NotebookSqlAuth.Magics;

/// <summary>Opens Spark sessions, and finds the one that a cell means.</summary>
internal static class SparkOpening
{
    /// <summary>Opens a session and makes it the default.</summary>
    public static async Task<NamedSparkSession> OpenAsync(
        string name, SparkPlace place, ConnectOptions limits, HandOverOptions options, NotebookSession session, ICellContext cell)
    {
        try
        {
            await using var display = OpeningDisplay.Show(cell, $"Connecting to Spark at `{place.Name}`…", $"No connection to Spark at `{place.Name}`.");
            var opened = await ConnectSession.OpenAsync(place.Address, place.BearerOf(session), limits, cell.Cancellation);
            var named = new NamedSparkSession(name, place.SignIn?.Key, new ConnectTarget(opened, place.Name, options));
            await session.SparkSessions.AddAsync(named);
            var user = place.SignIn is { } signIn ? $", as `{signIn.Account.UserName}`" : "";
            await display.CompleteAsync(ProgressLine.Of($"Connected: `{name}` is Spark {opened.SparkVersion} at `{place.Name}`{user}, session {opened.SessionId}. Cells that name no Spark session go to it."));
            return named;
        }
        finally
        {
            ShowLeftFolders(session, cell);
        }
    }

    /// <summary>Tells of rows that an ended session could not take away.</summary>
    public static void ShowLeftFolders(NotebookSession session, ICellContext cell)
    {
        foreach (var folder in session.SparkSessions.TakeLeftFolders())
        {
            cell.Show(NoticeLine.Of($"Rows that were handed over stay in {folder}: the ended session could not delete them. Have them deleted there."));
        }
    }

    /// <summary>The session that a cell means: the one it names, by `#!spark-connect`'s name or a C# variable's; else the latest, else the variable `spark`, else the environment's.</summary>
    /// <exception cref="Errors.UserError">There is none.</exception>
    public static async Task<ISparkTarget> FindAsync(string? name, NotebookSession session, ICellContext cell)
    {
        if (name is not null)
        {
            return (ISparkTarget?)session.SparkSessions.Find(name)?.Target
                ?? await SparkVariables.FindAsync(name, cell)
                ?? throw SparkError.UnknownSession(name, session.SparkSessionNames, cell.Language);
        }

        if (((ISparkTarget?)session.SparkSessions.Default?.Target ?? await SparkVariables.FindAsync(SparkVariables.UsualName, cell)) is { } found)
        {
            return found;
        }

        return session.Defaults.SparkRemote is { } address
            ? (await OpenAsync(SparkConnectMagic.DefaultName, SparkPlace.Of(address, session.Defaults), new ConnectOptions(), new HandOverOptions(), session, cell)).Target
            : throw SparkError.NoSession(cell.Language);
    }
}

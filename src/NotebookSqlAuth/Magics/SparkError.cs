using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Session;

namespace NotebookSqlAuth.Magics;

/// <summary>What can be wrong before Spark is asked.</summary>
internal static class SparkError
{
    public static UserError NoSession(string language) => new(
        ErrorCodes.NoSparkSession,
        "There is no Spark session yet.",
        "",
        "Run a cell with `#!spark-connect --address sc://HOST:15002` or `#!spark-connect --databricks HOST --cluster ID` first, then this one again. "
        + (language == "Python"
            ? "Or make one in Python: `spark = SparkSession.builder.getOrCreate()`."
            : "With .NET for Apache Spark, make one in C#: `var spark = NotebookSqlAuth.DotNetSpark.LocalDriver.GetOrCreateSession();`."));

    public static UserError UnknownSession(string name, IReadOnlyList<string> open, string language)
    {
        var hint = Nearest.Of(name, open) is { } nearest ? $"Did you mean `{nearest}`? " : "";
        return new UserError(
            ErrorCodes.UnknownSparkSession,
            $"There is no Spark session named `{name}`, and no {language} variable of that name holds one.",
            open.Count == 0 ? "None is open." : $"Open: {string.Join(", ", open.Select(other => $"`{other}`"))}.",
            $"{hint}Open it with `#!spark-connect --name {name}`.");
    }

    public static UserError UnknownAddress() => new(
        ErrorCodes.UnknownSparkAddress,
        "It is not said which Spark to connect to.",
        $"Neither `--address` nor `--databricks` is given, and the environment variables `{NotebookDefaults.SparkRemoteVariable}` and `{NotebookDefaults.DatabricksHostVariable}` are not set.",
        "Add `--address sc://HOST:15002` for a Spark Connect server, or `--databricks HOST` with `--cluster ID` or `--serverless`.");

    public static UserError UnknownCompute() => new(
        ErrorCodes.UnknownSparkAddress,
        "It is not said which compute of the workspace to use.",
        "",
        "Add `--cluster ID` (the last part of the cluster page's address), or `--serverless`.");

    public static UserError DoNotFit(string option, string other) => new(
        ErrorCodes.OptionsDoNotFit, $"`{option}` does not go with `{other}`.", "", "Leave one of them out.");

    public static UserError Needs(string option, string other) => new(
        ErrorCodes.OptionsDoNotFit, $"`{option}` belongs to `{other}`, which is not given.", "", $"Add `{other}`, or leave `{option}` out.");

    public static UserError SameName(string name) => new(
        ErrorCodes.OptionsDoNotFit,
        $"The frame and the Spark view are both to be called `{name}`.",
        "Each is kept in a variable of its name.",
        "Give one of them another name.");

    public static UserError NeedsConnect(string option, string next) => new(
        ErrorCodes.NeedsSparkConnect,
        $"`{option}` works with a Spark Connect session only.",
        "This one is a session of .NET for Apache Spark.",
        next);

    public static UserError AccountIsGone(NamedConnection connection) => new(
        ErrorCodes.UnknownAccount,
        $"`{connection.Session.Account.UserName}`, who opened `{connection.Name}`, is not signed in any more in the same way.",
        "Spark's executors read as the account that opened the connection.",
        $"Sign in as before, or open the connection anew with `#!sql-connect --name {connection.Name}`.");

    public static UserError NotOneResultSet(int count) => new(
        ErrorCodes.NotOneResultSet,
        count == 0 ? "The SQL ran, but answered no rows." : $"The SQL answered {count} result sets.",
        "One result set becomes the Spark view.",
        "Write one SELECT; what prepares it goes into a cell of its own.");

    public static UserError Timeout(long seconds) => new(
        ErrorCodes.SparkTimeout,
        $"Spark took longer than {seconds} s, and was told to stop.",
        "",
        "Raise `--timeout`, or ask for less.");

    /// <summary>Entra's refusal of a token for Databricks, which is seldom the user's fault.</summary>
    public static UserError DatabricksNotAllowed(UserError refusal, bool ownClient) => refusal.Reworded(
        ErrorCodes.DatabricksNotAllowed,
        "Entra gives this application no token for Azure Databricks.",
        refusal.Why,
        ownClient
            ? "Give the app registration the delegated permission AzureDatabricks/user_impersonation and have consent granted, then run this cell again."
            : "Register an application of your own in Entra (public client flows allowed, delegated permission AzureDatabricks/user_impersonation), "
                + "and run this cell again with `--client-id` and its id: it then shows a code of its own, for Databricks alone. The database's sign-in stays as it is.");
}

using NotebookSqlAuth.Session;
using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Spark.Staging;

namespace NotebookSqlAuth.Magics;

/// <summary>Opens a named Spark session, at a Spark Connect server or in a Databricks workspace.</summary>
public sealed class SparkConnectMagic : Magic
{
    /// <summary>The name of a session that was given none.</summary>
    internal const string DefaultName = "default";

    private const string AddressOption = "--address";
    private const string DatabricksOption = "--databricks";
    private const string ClusterOption = "--cluster";
    private const string ServerlessFlag = "--serverless";
    private const string NameOption = "--name";
    private const string AccountOption = "--account";
    private const string ClientIdOption = "--client-id";
    private const string NoProgressOption = "--no-progress";
    private const int MaxNoProgressSeconds = 86_400;

    private static readonly string[] DatabricksOnly = [DatabricksOption, ClusterOption, ServerlessFlag, AccountOption, ClientIdOption, SparkQuery.VolumeOption];

    /// <inheritdoc/>
    public override string Name => "#!spark-connect";

    /// <inheritdoc/>
    public override string Description =>
        "Opens a session at a Spark Connect server (Spark 3.5 or 4), or in a Databricks workspace as the signed-in account; the latest one is the default.";

    /// <inheritdoc/>
    public override IReadOnlyList<MagicOption> Options { get; } =
    [
        new(AddressOption, $"The server, e.g. `sc://localhost:15002`; without it `{NotebookDefaults.SparkRemoteVariable}` of the environment, as in PySpark.") { ValueName = "ADDRESS" },
        new(DatabricksOption, $"A workspace's host, e.g. `adb-1234567890123456.7.azuredatabricks.net`; `{NotebookDefaults.DatabricksHostVariable}` and `{NotebookDefaults.DatabricksClusterVariable}` of the environment name one too.") { ValueName = "HOST" },
        new(ClusterOption, "The workspace's cluster: the last part of its page's address.") { ValueName = "ID" },
        new(ServerlessFlag, "The workspace's serverless compute in place of a cluster."),
        new(NameOption, $"What cells call the session; without it `{DefaultName}`. An open one of that name is ended.") { ValueName = "NAME" },
        new(AccountOption, "Which account, when several are signed in.") { ValueName = "USER", Value = MagicValueKind.Account },
        new(ClientIdOption, "An application of your own that may ask for Databricks, where the one of the sign-in may not: shows a code of its own.") { ValueName = "GUID" },
        new(NoProgressOption, $"After how many seconds without any sign of progress work is given up; without it {new ConnectOptions().NoProgressTimeout.TotalSeconds:0}. Spark 3.5 gives no sign before the first row.") { ValueName = "SECONDS" },
        new(SparkQuery.VolumeOption, "A folder of a Unity Catalog volume that large results go through, `/Volumes/CATALOG/SCHEMA/VOLUME`.") { ValueName = "FOLDER" },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "#!spark-connect --address sc://localhost:15002",
        "#!spark-connect --name lake --databricks adb-1234567890123456.7.azuredatabricks.net --cluster 0123-456789-abcdefgh",
    ];

    /// <inheritdoc/>
    protected internal override async Task RunAsync(MagicCall call, NotebookSession session, ICellContext cell)
    {
        var name = call[NameOption] is { Length: > 0 } given ? given : DefaultName;
        var options = new HandOverOptions { Volume = call[SparkQuery.VolumeOption] };
        var limits = call.Number(NoProgressOption, 1, MaxNoProgressSeconds) is { } seconds
            ? new ConnectOptions { NoProgressTimeout = TimeSpan.FromSeconds(seconds) }
            : new ConnectOptions();
        var databricks = Array.Find(DatabricksOnly, call.Has);
        if (databricks is not null && call.Has(AddressOption))
        {
            throw SparkError.DoNotFit(databricks, AddressOption);
        }

        var place = databricks is null && (call[AddressOption] ?? session.Defaults.SparkRemote) is { } address
            ? SparkPlace.Of(address, session.Defaults)
            : await DatabricksAsync(call, session, cell);
        await SparkOpening.OpenAsync(name, place, limits, options, session, cell);
    }

    private static async Task<SparkPlace> DatabricksAsync(MagicCall call, NotebookSession session, ICellContext cell)
    {
        var host = call[DatabricksOption] ?? session.Defaults.DatabricksHost ?? throw SparkError.UnknownAddress();
        var isServerless = call.Has(ServerlessFlag);
        if (isServerless && call.Has(ClusterOption))
        {
            throw SparkError.DoNotFit(ServerlessFlag, ClusterOption);
        }

        // The environment's cluster belongs to the environment's workspace.
        var cluster = call[ClusterOption] ?? (isServerless || call.Has(DatabricksOption) ? null : session.Defaults.DatabricksCluster);
        if (cluster is null && !isServerless)
        {
            throw SparkError.UnknownCompute();
        }

        var signIn = await DatabricksSignIn.FindAsync(call[ClientIdOption], call[AccountOption], session, cell);
        return SparkPlace.Of(host, cluster, signIn, session.Defaults);
    }
}

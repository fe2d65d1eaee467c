using System.Buffers.Text;
using System.Text;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Arrow;
using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Spark.Staging;
using NotebookSqlAuth.Spark.Tests.Arrow;
using NotebookSqlAuth.Spark.Tests.Magics;
using NotebookSqlAuth.Spark.Tests.Servers;

namespace NotebookSqlAuth.Spark.Tests.Staging;

/// <summary>Files that go into a volume, over TLS to a loopback workspace that answers by the Files API's documented contract.</summary>
public sealed class VolumeTests(SandboxDatabase database) : IClassFixture<SandboxDatabase>
{
    private const string Volume = "/Volumes/main/default/my stage";
    private const string Orders = "SELECT * FROM sales.Orders";

    // For whom a token is stands in its payload; its issuer's signature is not this host's business.
    private static readonly string s_token =
        "h." + Base64Url.EncodeToString(Encoding.UTF8.GetBytes("""{"aud":"2ff814a6-3304-4ab8-85cb-cd0e6f879c1d","jti":"canary"}""")) + ".s";

    private static readonly HandOverOptions s_options = new() { Volume = Volume, MaxFileBytes = 1 << 20 };
    private static readonly ArrowOptions s_arrow = new() { MaxBatchRows = 7000 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_go_through_the_volume_past_a_busy_workspace_and_are_deleted_with_the_session()
    {
        await using var workspace = await Workspace.StartAsync(SparkHome.Spark4);
        foreach (var status in new[] { 429, 503, 500 })
        {
            workspace.FileAnswers.Enqueue(status);
        }

        await using (var session = await OpenAsync(workspace))
        {
            var handedOver = await session.HandOverAsync(database, Orders, s_options, s_arrow);
            Assert.Equal(("Parquet files", 100_000L), (handedOver.Way, handedOver.Rows));
            Assert.Equal(100_000, await handedOver.Frame.CountAsync(cancellationToken: Token));
            Assert.True(Parts(workspace).Count > 1);
            Assert.Equal(handedOver.Bytes, Parts(workspace).Sum(file => new FileInfo(file).Length));
        }

        Assert.Empty(Parts(workspace));
        Assert.Equal(0, workspace.Refused);
        Assert.Empty(workspace.FileAnswers);
        var requests = workspace.FileRequests.ToList();
        Assert.All(requests, request => Assert.Contains("/Volumes/main/default/my%20stage/notebook_sql_auth_", request, StringComparison.Ordinal));
        Assert.All(requests.Where(request => request.StartsWith("PUT /api/2.0/fs/files/", StringComparison.Ordinal)), request => Assert.EndsWith("?overwrite=true", request, StringComparison.Ordinal));
        Assert.Equal(4, requests.Count(request => request.StartsWith("PUT /api/2.0/fs/directories/", StringComparison.Ordinal)));
        Assert.StartsWith("DELETE /api/2.0/fs/directories/", requests[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_is_an_error_with_a_next_step_and_leaves_no_file_no_view_and_no_token_behind()
    {
        await using var workspace = await Workspace.StartAsync(SparkHome.Spark4);
        await using var session = await OpenAsync(workspace);
        (int[] Answers, string Code)[] cases =
        [
            ([401, 401], ErrorCodes.VolumeTokenRefused),
            ([403], ErrorCodes.VolumeForbidden),
            ([404], ErrorCodes.VolumeNotFound),
            ([409], ErrorCodes.VolumeRefused),
            ([.. Enumerable.Repeat(503, 6)], ErrorCodes.VolumeRefused),
        ];
        foreach (var (answers, code) in cases)
        {
            // At the folder, and at the first file in it.
            foreach (var atFile in new[] { false, true })
            {
                var error = await Assert.ThrowsAsync<UserError>(() => session.HandOverAsync(
                    database,
                    Orders,
                    s_options,
                    s_arrow,
                    "refused",
                    seen: atFile ? null : _ => Array.ForEach(answers, workspace.FileAnswers.Enqueue),
                    progress: atFile ? new Once(() => Array.ForEach(answers, workspace.FileAnswers.Enqueue)) : null));
                Assert.Equal(code, error.Code);
                Assert.NotEmpty(error.Next);
                Assert.DoesNotContain(s_token, error.ToString(), StringComparison.Ordinal);
                Assert.Empty(workspace.FileAnswers);
                Assert.Empty(Parts(workspace));
                Assert.Empty(StagedFolders.All(session));
            }
        }

        Assert.Equal(
            ErrorCodes.SparkFailed, (await Assert.ThrowsAsync<UserError>(() => session.Table("refused").CountAsync(cancellationToken: Token))).Code);
    }

    [Fact]
    public async Task Bearer_that_is_refused_once_is_asked_for_anew_and_the_rows_arrive()
    {
        await using var workspace = await Workspace.StartAsync(SparkHome.Spark4);
        await using var session = await OpenAsync(workspace);

        var handedOver = await session.HandOverAsync(
            database, Orders, s_options, s_arrow, "renewed", seen: _ => workspace.FileAnswers.Enqueue(401), progress: new Once(() => workspace.FileAnswers.Enqueue(401)));

        Assert.Empty(workspace.FileAnswers);
        Assert.Equal(handedOver.Rows, await handedOver.Frame.CountAsync(cancellationToken: Token));
    }

    [Fact]
    public async Task Silent_workspace_and_what_is_no_volume_are_told_as_such()
    {
        await using var workspace = await Workspace.StartAsync(SparkHome.Spark4);
        await using var session = await OpenAsync(workspace, new ConnectOptions { NoProgressTimeout = TimeSpan.FromSeconds(5) });
        var silent = await Assert.ThrowsAsync<UserError>(() => session.HandOverAsync(
            database, Orders, s_options, s_arrow, seen: _ => workspace.FileAnswers.Enqueue(0)));
        Assert.Equal(ErrorCodes.VolumeNoProgress, silent.Code);
        Assert.Contains("NoProgressTimeout", silent.Next, StringComparison.Ordinal);

        var asked = workspace.FileRequests.Count;
        foreach (var volume in new[] { "/tmp/files", "Volumes/a/b/c", "/Volumes/a/b", "/Volumes/a/b/../c" })
        {
            var error = await Assert.ThrowsAsync<UserError>(() => session.HandOverAsync(database, Orders, s_options with { Volume = volume }, s_arrow));
            Assert.Equal(ErrorCodes.InvalidVolume, error.Code);
        }

        Assert.Equal(asked, workspace.FileRequests.Count);
    }

    private static Task<ConnectSession> OpenAsync(Workspace workspace, ConnectOptions? options = null)
    {
        var address = ConnectAddress.Databricks(workspace.Host, Workspace.ClusterId) with { CertificateFile = workspace.CertificateFile };
        return ConnectSession.OpenAsync(address, _ => Task.FromResult(s_token), options ?? new ConnectOptions(), Token);
    }

    private static List<string> Parts(Workspace workspace) => [.. workspace.Files.Where(file => file.EndsWith(".parquet", StringComparison.Ordinal))];

    /// <summary>Does something at the first report, when the folder is there and no file has gone.</summary>
    private sealed class Once(Action act) : IProgress<HandOverProgress>
    {
        private int _done;

        public void Report(HandOverProgress value)
        {
            if (Interlocked.Exchange(ref _done, 1) == 0)
            {
                act();
            }
        }
    }
}

using System.Globalization;
using NotebookSqlAuth.Sandbox;

namespace NotebookSqlAuth.Hosts.Tests.IPython;

/// <summary>The stop button, and the end of the child kernel.</summary>
public sealed class StopTests(SignedInNotebook signedIn) : IClassFixture<SignedInNotebook>
{
    private const string Endless = "#!sql-query\nSELECT COUNT(*) AS Pairs FROM sales.OrderLines AS a CROSS JOIN sales.OrderLines AS b WHERE a.LineTotal + b.LineTotal > 17";

    // A megabyte in a second: more, and the driver of this notebook cannot read what it should interrupt.
    private const string Flood = "#!csharp\nfor (var line = 0L; ; line++) { Console.WriteLine(\"on and on\"); if (line % 100 == 0) { System.Threading.Thread.Sleep(1); } }";

    private const string ChildId = "print(next(each for each in get_ipython().configurables if type(each).__name__ == 'NotebookSqlAuth')._child.process.pid)";

    // Far beyond what an end takes: a child that stays fails its test and not the whole run.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task An_interrupt_stops_the_query_on_the_server_and_state_is_kept()
    {
        var notebook = await signedIn.OpenAsync();
        await notebook.PrintedAsync("#!csharp\nvar kept = 17;");
        var ended = new TaskCompletionSource<AuditEntry>(TaskCreationOptions.RunContinuationsAsynchronously);
        signedIn.Sandbox.Audit.Added += (_, e) =>
        {
            if (e.Entry.Statement.Contains("CROSS JOIN", StringComparison.Ordinal))
            {
                ended.TrySetResult(e.Entry);
            }
        };

        // The progress line: the query is on the server by now.
        var stopped = await RunAndInterruptAsync(notebook, Endless, "Running: ");

        Assert.Equal(("error", "KeyboardInterrupt"), (stopped.Status, stopped.ErrorName));
        Assert.Equal(["KeyboardInterrupt: The cell was stopped."], stopped.Traceback);
        // The sandbox's audit has a statement once the server is done with it; this one would take hours.
        await ended.Task.WaitAsync(s_patience, TestContext.Current.CancellationToken);
        Assert.Equal("17\n", await notebook.PrintedAsync("#!csharp\nConsole.WriteLine(kept);"));
        await notebook.PrintedAsync("#!sql-query\nSELECT 1 AS One");
    }

    [Fact]
    public async Task An_interrupt_ends_a_sign_in_that_waits()
    {
        await using var sandbox = await SandboxHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var notebook = await IPythonNotebook.StartAsync(sandbox.EnvironmentVariables);
        await notebook.PrintedAsync("%load_ext notebook_sql_auth");

        var stopped = await RunAndInterruptAsync(notebook, "#!aad-login", "enter the code ");

        Assert.Equal("KeyboardInterrupt", stopped.ErrorName);
        Assert.Equal("1\n", await notebook.PrintedAsync("#!csharp\nConsole.WriteLine(1);"));
    }

    [Fact]
    public async Task An_interrupt_ends_a_Spark_job_on_the_cluster_too()
    {
        var notebook = await signedIn.OpenAsync();
        await SparkTests.StartSparkAsync(notebook);

        // The first one comes while pandas is being loaded, the second one to a job that runs, whose progress is shown meanwhile.
        for (var round = 0; round < 2; round++)
        {
            var stopped = await RunAndInterruptAsync(
                notebook, "#!spark-sql\nSELECT SUM(a.id * b.id % 7) AS n FROM range(0, 100000000) a CROSS JOIN range(0, 100000000) b", "Running: ");

            Assert.True(stopped.ErrorName == "KeyboardInterrupt", stopped.ToString());
            // Spark ends a job's tasks after the call has returned.
            Assert.Equal("[]\n", await notebook.PrintedAsync(
                """
                import time
                end = time.monotonic() + 30
                while spark.sparkContext.statusTracker().getActiveJobsIds() and time.monotonic() < end:
                    time.sleep(0.05)
                print(list(spark.sparkContext.statusTracker().getActiveJobsIds()))
                """));
            await notebook.PrintedAsync("#!spark-sql\nSELECT 1 AS One");
        }

        Assert.Equal("None\n", await notebook.PrintedAsync("print(spark.sparkContext.getLocalProperty('spark.jobGroup.id'))"));
    }

    [Fact]
    public async Task Interrupts_amid_a_flood_of_outputs_each_end_their_cell()
    {
        await using var notebook = await UnsignedAsync();
        for (var round = 0; round < 10; round++)
        {
            var (interrupted, moment) = (false, TimeSpan.FromMilliseconds(round * 37));
            var stopped = await notebook.RunAsync(Flood, onMessage: async message =>
            {
                if (!interrupted && message.Type == "stream")
                {
                    interrupted = true;
                    await Task.Delay(moment, TestContext.Current.CancellationToken);
                    await notebook.InterruptAsync();
                }
            });

            Assert.True(stopped.Status == "error" && stopped.ErrorName == "KeyboardInterrupt", $"Round {round}: {stopped.Reply}");
            Assert.Equal("1\n", await notebook.PrintedAsync("#!csharp\nConsole.WriteLine(1);"));
        }
    }

    [Fact]
    public async Task A_kernel_that_does_not_stop_is_ended_at_the_second_interrupt()
    {
        Assert.SkipWhen(!OperatingSystem.IsLinux(), "skipped: needs /proc and signals");
        await using var notebook = await UnsignedAsync();
        await notebook.PrintedAsync("#!csharp\nConsole.WriteLine(1);");
        var child = await notebook.PrintedAsync(ChildId);

        var cell = await notebook.RunAsync("#!csharp\nConsole.WriteLine(\"started\");\nwhile (true) { }", onMessage: async message =>
        {
            if (message.Type == "stream" && message.Content.GetProperty("text").GetString()!.Contains("started", StringComparison.Ordinal))
            {
                // A process that is held takes no interrupt.
                using var hold = System.Diagnostics.Process.Start("kill", ["-STOP", child.Trim()]);
                await hold.WaitForExitAsync(TestContext.Current.CancellationToken);
                await notebook.InterruptAsync();
            }
            else if (message.Type == "stream")
            {
                Assert.Contains("Interrupt once more", message.Content.GetProperty("text").GetString(), StringComparison.Ordinal);
                await notebook.InterruptAsync();
            }
        });

        Assert.Equal("KeyboardInterrupt", cell.ErrorName);
        Assert.Contains("was ended, because it did not stop", cell.ErrorText, StringComparison.Ordinal);
        await ProcessEnd.WaitAsync(int.Parse(child, CultureInfo.InvariantCulture), s_patience);
        var next = await notebook.RunAsync("#!csharp\nConsole.WriteLine(1);");
        Assert.Equal("1\n", next.Text);
        Assert.Contains("a new one starts", next.ErrorStream, StringComparison.Ordinal);
    }

    /// <summary>A cell that is meant for the sandbox must not go to Azure.</summary>
    [Fact]
    public async Task An_option_that_names_another_kernel_ends_the_one_that_runs()
    {
        await using var notebook = await UnsignedAsync();
        await notebook.PrintedAsync("#!csharp\nvar before = 1;");

        var changed = await notebook.RunAsync("%config NotebookSqlAuth.sandbox = True");
        Assert.Contains("sandbox was changed", changed.ErrorStream, StringComparison.Ordinal);

        var signedIn = await notebook.RunAsync("#!aad-login");
        Assert.Contains("alice@contoso.example", signedIn.Shown, StringComparison.Ordinal);
        Assert.Equal("", (await notebook.RunAsync("%config NotebookSqlAuth.sandbox = True")).ErrorStream);
    }

    [Fact]
    public async Task A_child_that_died_is_told_and_the_next_cell_starts_another()
    {
        await using var notebook = await UnsignedAsync();

        var died = await notebook.RunAsync("#!csharp\nConsole.Out.Flush(); Environment.Exit(7);");
        var next = await notebook.RunAsync("#!csharp\nConsole.WriteLine(1);");

        Assert.Contains("NSA3146", died.ErrorText, StringComparison.Ordinal);
        Assert.Contains("exit code 7", died.ErrorText, StringComparison.Ordinal);
        Assert.Equal("1\n", next.Text);
        Assert.Contains("sign in again", next.ErrorStream, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#!csharp\nConsole.WriteLine(\"started\");\nwhile (true) { }")]
    [InlineData("#!csharp\nConsole.WriteLine(\"started\");\nawait Task.Delay(-1);")]
    [InlineData("#!spark-sql\nSELECT SUM(a.id * b.id % 7) AS n FROM range(0, 100000000) a CROSS JOIN range(0, 100000000) b")]
    public async Task The_child_ends_too_where_the_notebook_is_killed_while_a_cell_runs(string code)
    {
        Assert.SkipWhen(!OperatingSystem.IsLinux(), "skipped: needs /proc");
        await using var notebook = await UnsignedAsync();
        if (code.StartsWith("#!spark", StringComparison.Ordinal))
        {
            await SparkTests.StartSparkAsync(notebook);
        }

        await notebook.PrintedAsync("#!csharp\nConsole.WriteLine(1);");
        var child = int.Parse(await notebook.PrintedAsync(ChildId), CultureInfo.InvariantCulture);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = notebook.RunAsync(code, onMessage: message =>
        {
            if (message.Type == "stream" || message.Form("text/plain").StartsWith("Running", StringComparison.Ordinal))
            {
                started.TrySetResult();
            }

            return Task.CompletedTask;
        });
        await started.Task.WaitAsync(s_patience, TestContext.Current.CancellationToken);

        using (var kernel = System.Diagnostics.Process.GetProcessById(notebook.KernelId))
        {
            kernel.Kill();
        }

        await ProcessEnd.WaitAsync(child, s_patience);
    }

    [Theory]
    [InlineData("shut down")]
    [InlineData("killed")]
    [InlineData("unloaded")]
    public async Task The_child_ends_with_the_notebook_and_leaves_no_file(string end)
    {
        Assert.SkipWhen(!OperatingSystem.IsLinux(), "skipped: needs /proc");
        await using var notebook = await UnsignedAsync();
        await notebook.PrintedAsync("#!csharp\nConsole.WriteLine(1);");
        var child = int.Parse(await notebook.PrintedAsync(ChildId), CultureInfo.InvariantCulture);
        var folderOf = ChildId.Replace("process.pid", "folder", StringComparison.Ordinal);
        var folder = (await notebook.PrintedAsync(folderOf)).Trim();
        if (!OperatingSystem.IsWindows())
        {
            // jupyter_client adds the sticky bit, which gives nobody anything.
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder) & ~UnixFileMode.StickyBit);
        }

        switch (end)
        {
            case "shut down":
                await notebook.ShutdownAsync();
                break;
            case "unloaded":
                await notebook.PrintedAsync("%unload_ext notebook_sql_auth");
                break;
            default:
                using (var kernel = System.Diagnostics.Process.GetProcessById(notebook.KernelId))
                {
                    kernel.Kill();
                }

                break;
        }

        await ProcessEnd.WaitAsync(child, s_patience);
        if (end == "killed")
        {
            // It cleans nothing up, so the next one does, which leaves alone what is in use.
            await using var living = await UnsignedAsync();
            await living.PrintedAsync("#!csharp\nConsole.WriteLine(1);");
            var used = (await living.PrintedAsync(folderOf)).Trim();
            await using var next = await UnsignedAsync();
            await next.PrintedAsync("#!csharp\nConsole.WriteLine(1);");
            Assert.True(Directory.Exists(used), used);
        }

        Assert.False(Directory.Exists(folder), folder);
    }

    [Fact]
    public async Task Without_the_tool_the_error_says_the_three_steps()
    {
        await using var notebook = await IPythonNotebook.StartAsync(new Dictionary<string, string> { ["NOTEBOOKSQLAUTH_TOOL"] = "/nowhere/notebook-sql" });
        await notebook.PrintedAsync("%load_ext notebook_sql_auth");

        var cell = await notebook.RunAsync("#!aad-login");

        Assert.Contains("NSA3145", cell.ErrorText, StringComparison.Ordinal);
        Assert.All(["1. ", "2. ", "3. ", "databricks pack", "/nowhere/notebook-sql"], part => Assert.Contains(part, cell.ErrorText, StringComparison.Ordinal));
        Assert.Equal([cell.ErrorText], cell.Traceback);
    }

    private static async Task<IPythonNotebook> UnsignedAsync()
    {
        var notebook = await IPythonNotebook.StartAsync(new Dictionary<string, string>());
        await notebook.PrintedAsync("%load_ext notebook_sql_auth");
        return notebook;
    }

    private static Task<IPythonCell> RunAndInterruptAsync(IPythonNotebook notebook, string code, string shown)
    {
        var interrupted = false;
        return notebook.RunAsync(code, onMessage: message =>
        {
            if (interrupted || !message.Form("text/plain").Contains(shown, StringComparison.Ordinal))
            {
                return Task.CompletedTask;
            }

            interrupted = true;
            return notebook.InterruptAsync();
        });
    }
}

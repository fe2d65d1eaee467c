namespace NotebookSqlAuth.Hosts.Tests.Execution;

/// <summary>The stop button, on a live kernel.</summary>
public sealed class StopTests
{
    private const string Declared = "using System.Threading;\nvar before = 41;";

    // Cells that a stop has to end, each in its own way: those that sleep, catch everything or wait for a lock are the hard ones.
    private static readonly string[] s_endless =
    [
        "while (true) { }",
        "await Task.Yield(); while (true) { }",
        "for (;;) ;",
        "again: goto again;",
        "Thread.Sleep(-1);",
        "await Task.Delay(-1);",
        "await new TaskCompletionSource().Task;",
        "new TaskCompletionSource().Task.Wait();",
        "async Task<int> Never() { await Task.Delay(-1); return 1; }\nvar never = Never().Result;",
        "await Task.Run(() => { while (true) { } });",
        "Parallel.For(0, 4, _ => { while (true) { } });",
        "var sum = Enumerable.Range(0, int.MaxValue).Select(x => (long)x % 7).Sum();",
        "int Fibonacci(int n) => n < 2 ? n : Fibonacci(n - 1) + Fibonacci(n - 2);\nvar f = Fibonacci(80);",
        "while (true) { try { Thread.Sleep(20); } catch (Exception) { } }",
        "while (true) { var list = new List<string>(); for (var i = 0; i < 1000; i++) list.Add(i.ToString()); }",
        "while (true) { try { throw new InvalidOperationException(); } catch (InvalidOperationException) { } }",
        "var gate = new object(); var held = new ManualResetEventSlim();\nnew Thread(() => { lock (gate) { held.Set(); Thread.Sleep(-1); } }) { IsBackground = true }.Start();\nheld.Wait(); lock (gate) { }",
        "class Endless { public override string ToString() { while (true) { } } }\nnew Endless()",
        "#!time\nwhile (true) { }",
    ];

    public static TheoryData<string> Endless => [.. s_endless];

    [Theory]
    [MemberData(nameof(Endless))]
    public async Task A_stopped_cell_is_idle_in_under_three_seconds_and_the_next_one_works(string endless)
    {
        var results = await LiveKernel.RunAsync(
            new LiveStep(Declared), LiveStep.Stopped("Console.WriteLine(\"go\");\n" + endless), new LiveStep("before + 1"));

        Assert.Equal("Cancelled", results[1].Error?.Name);
        Assert.InRange(results[1].Seconds ?? double.NaN, 0, 3);
        Assert.Equal("42", results[2].Text);
    }

    [Fact]
    public async Task What_a_stopped_cell_had_declared_and_assigned_stays()
    {
        var results = await LiveKernel.RunAsync(
            LiveStep.Stopped("int Twice(int x) => 2 * x;\nvar counted = 0;\nrecord Point(int X);\nvar list = new List<int> { 1 };\nlist.Add(2);\nConsole.WriteLine(\"go\");\nwhile (true) { counted++; }\nvar never = 5;"),
            new LiveStep("$\"{Twice(list.Count)} {counted > 0} {new Point(3)} {never}\""),
            LiveStep.Stopped("counted = -7;\nConsole.WriteLine(\"go\");\nawait Task.Delay(-1);\ncounted = 8;"),
            new LiveStep("counted"));

        Assert.Equal("4 True Point { X = 3 } 0", results[1].Text);
        Assert.Equal("-7", results[3].Text);
    }

    [Fact]
    public async Task Finally_blocks_of_a_stopped_cell_run()
    {
        var results = await LiveKernel.RunAsync(
            LiveStep.Stopped("var closed = 0;\ntry { Console.WriteLine(\"go\"); while (true) { } } finally { closed = 1; }"), new LiveStep("closed"));

        Assert.Equal("1", results[1].Text);
    }

    [Fact]
    public async Task Code_that_nothing_stops_is_told_as_such_and_no_cell_runs_beside_it()
    {
        var results = await LiveKernel.RunAsync(
            new LiveStep("[System.Runtime.InteropServices.DllImport(\"libc\")] static extern int sleep(uint seconds);\nvar before = 41;"),
            LiveStep.Stopped("Console.WriteLine(\"go\"); _ = sleep(6);"),
            new LiveStep("before + 1"),
            new LiveStep("before + 1") { StopAt = "" },
            new LiveStep("before + 1"), new LiveStep("before + 1"), new LiveStep("before + 1"), new LiveStep("before + 1"),
            new LiveStep("before + 1"), new LiveStep("before + 1"), new LiveStep("before + 1"), new LiveStep("before + 1"));

        Assert.InRange(results[1].Seconds ?? double.NaN, 0, 3);
        Assert.Contains("restart the kernel", results[1].Error?.Message, StringComparison.Ordinal);
        Assert.Equal("NSA3121", results[2].Error?.Name);
        // Each refused cell waits half a second: by the last one the native call has long returned.
        Assert.Equal("42", results[^1].Text);
    }

    [Fact]
    public async Task What_a_cell_left_to_the_thread_pool_ends_with_it()
    {
        var results = await LiveKernel.RunAsync(
            LiveStep.Stopped("var rounds = 0;\nfor (var i = 0; i < 3; i++) { _ = Task.Run(async () => { while (true) { rounds++; await Task.Delay(5); } }); }\nConsole.WriteLine(\"go\");\nawait Task.Delay(-1);"),
            new LiveStep("await Task.Delay(100); var then = rounds; await Task.Delay(100); rounds == then"));

        Assert.Equal("The cell was stopped.", results[0].Error?.Message);
        Assert.Equal("True", results[1].Text);
    }

    [Fact]
    public async Task A_cell_that_blocks_on_its_own_async_method_ends_by_itself()
    {
        var results = await LiveKernel.RunAsync(new LiveStep(
            "async Task<int> Slow(int n) { await Task.Delay(20); return n == 0 ? 1 : 1 + Slow(n - 1).Result; }\nSlow(12).Result"));

        Assert.Null(results[0].Error);
        Assert.Equal("13", results[0].Text);
    }

    [Fact]
    public async Task Two_hundred_stops_at_random_moments_leave_it_working()
    {
        var random = new Random(20261125);
        var steps = new List<LiveStep> { new(Declared) };
        for (var stop = 0; stop < 200; stop++)
        {
            // Without a text to wait for: some are stopped while they are compiled, some before they begin.
            steps.Add(new LiveStep($"before = {stop};\n{s_endless[random.Next(s_endless.Length)]}") { StopAt = "", DelaySeconds = random.NextDouble() * 0.15 });
        }

        steps.Add(new LiveStep("before = 41;\nawait Task.Run(() => before + 1)"));
        var results = await LiveKernel.RunAsync([.. steps]);

        Assert.All(results.Skip(1).SkipLast(1), result =>
        {
            Assert.Equal("Cancelled", result.Error?.Name);
            Assert.InRange(result.Seconds ?? double.NaN, 0, 3);
        });
        Assert.Equal("42", results[^1].Text);
    }
}

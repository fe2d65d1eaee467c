using System.Text.Json.Nodes;
using NotebookSqlAuth.Hosts.Tests.IPython;
using NotebookSqlAuth.Hosts.Tests.Running;

namespace NotebookSqlAuth.Hosts.Tests.Jupyter;

/// <summary><c>notebook-sql jupyter install</c> and <c>uninstall</c>.</summary>
public sealed class InstallTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nsa install ");

    private string Prefix => Path.Combine(_folder.FullName, "env");

    private string Kernels => Path.Combine(Prefix, "share", "jupyter", "kernels");

    [Fact]
    public async Task Install_writes_what_jupyter_needs_and_says_what_comes_next()
    {
        var run = await Tool.RunAsync("jupyter", "install", "--prefix", Prefix);

        Assert.True(run is { ExitCode: 0, Errors: "" }, run.Errors);
        Assert.Contains(Path.Combine(Kernels, "notebook-sql"), run.Output, StringComparison.Ordinal);
        Assert.Contains("jupyter lab", run.Output, StringComparison.Ordinal);
        Assert.Contains("--sandbox", run.Output, StringComparison.Ordinal);
        var spec = Spec("notebook-sql");
        Assert.Equal("C#", (string)spec["language"]!);
        Assert.Equal("message", (string)spec["interrupt_mode"]!);
        Assert.Equal("5.5", (string)spec["kernel_protocol_version"]!);
        Assert.Equal("curve", (string)spec["metadata"]!["supported_encryption"]![0]!);
        var argv = spec["argv"]!.AsArray().Select(word => (string)word!).ToList();
        Assert.Equal(["kernel", "{connection_file}"], argv[^2..]);
        Assert.All(argv[..^2], word => Assert.True(File.Exists(word), word));
        Assert.StartsWith("<svg", await File.ReadAllTextAsync(Path.Combine(Kernels, "notebook-sql", "logo-svg.svg"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sandbox_kernel_stands_beside_the_other_and_a_name_can_be_chosen()
    {
        Assert.Equal(0, (await Tool.RunAsync("jupyter", "install", "--prefix", Prefix)).ExitCode);
        Assert.Equal(0, (await Tool.RunAsync("jupyter", "install", "--prefix", Prefix, "--sandbox")).ExitCode);
        Assert.Equal(0, (await Tool.RunAsync("jupyter", "install", "--prefix", Prefix, "--name", "mine")).ExitCode);

        Assert.Equal(["mine", "notebook-sql", "notebook-sql-sandbox"], Directory.GetDirectories(Kernels).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("--sandbox", (string)Spec("notebook-sql-sandbox")["argv"]!.AsArray()[^1]!);
        Assert.NotEqual((string)Spec("notebook-sql")["display_name"]!, (string)Spec("notebook-sql-sandbox")["display_name"]!);
    }

    [Fact]
    public async Task Install_replaces_an_earlier_one_and_uninstall_takes_it_away()
    {
        await Tool.RunAsync("jupyter", "install", "--prefix", Prefix);
        var again = await Tool.RunAsync("jupyter", "install", "--prefix", Prefix);
        var gone = await Tool.RunAsync("jupyter", "uninstall", "--prefix", Prefix);
        var twice = await Tool.RunAsync("jupyter", "uninstall", "--prefix", Prefix);

        Assert.Equal(0, again.ExitCode);
        Assert.Equal(0, gone.ExitCode);
        Assert.Empty(Directory.GetDirectories(Kernels));
        Assert.Equal(2, twice.ExitCode);
        Assert.Contains("NSA3106", twice.Errors, StringComparison.Ordinal);
        Assert.Contains("There is none beside it either.", twice.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Uninstall_of_a_wrong_name_says_which_kernels_there_are()
    {
        await Tool.RunAsync("jupyter", "install", "--prefix", Prefix);
        await Tool.RunAsync("jupyter", "install", "--prefix", Prefix, "--sandbox");

        var wrong = await Tool.RunAsync("jupyter", "uninstall", "--prefix", Prefix, "--name", "notebok-sql");

        Assert.Contains("there is `notebook-sql`, `notebook-sql-sandbox`.", wrong.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_kernel_of_that_name_is_neither_replaced_nor_removed()
    {
        var theirs = Directory.CreateDirectory(Path.Combine(Kernels, "notebook-sql"));
        await File.WriteAllTextAsync(Path.Combine(theirs.FullName, "kernel.json"), """{ "argv": ["x"], "display_name": "x", "language": "x" }""", TestContext.Current.CancellationToken);

        var install = await Tool.RunAsync("jupyter", "install", "--prefix", Prefix);
        var uninstall = await Tool.RunAsync("jupyter", "uninstall", "--prefix", Prefix);

        Assert.Equal((2, 2), (install.ExitCode, uninstall.ExitCode));
        Assert.Contains("NSA3105", install.Errors, StringComparison.Ordinal);
        Assert.Contains("NSA3106", uninstall.Errors, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(theirs.FullName, "kernel.json")));
    }

    [Theory]
    [InlineData("../up")]
    [InlineData("a b")]
    [InlineData("Capital")]
    [InlineData("")]
    public async Task A_name_that_jupyter_would_not_find_is_refused(string name)
    {
        var run = await Tool.RunAsync("jupyter", "install", "--prefix", Prefix, "--name", name);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("NSA3104", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_places_at_once_are_refused()
    {
        var run = await Tool.RunAsync("jupyter", "install", "--user", "--prefix", Prefix);

        Assert.Equal(2, run.ExitCode);
        Assert.False(Directory.Exists(Prefix));
    }

    [Fact]
    public async Task The_users_own_folder_is_where_jupyter_says()
    {
        var data = Path.Combine(_folder.FullName, "data");
        using var tool = Tool.Start(new Dictionary<string, string> { ["JUPYTER_DATA_DIR"] = data }, "jupyter", "install", "--user");

        Assert.Equal(0, (await tool.EndAsync()).ExitCode);
        Assert.True(File.Exists(Path.Combine(data, "kernels", "notebook-sql", "kernel.json")));
    }

    [Fact]
    public async Task A_copied_folder_with_a_blank_in_its_path_installs_a_kernel_that_starts()
    {
        Python.Require("jupyter_client");
        var copy = Path.Combine(_folder.FullName, "the tool");
        CopyFolder(Path.GetDirectoryName(Repository.Built("NotebookSqlAuth.Kernel", "net10.0", "notebook-sql.dll"))!, copy);
        var data = Path.Combine(_folder.FullName, "data of one");
        var environment = new Dictionary<string, string> { ["JUPYTER_DATA_DIR"] = data };
        using var tool = Tool.StartProgram(Path.Combine(copy, "notebook-sql.dll"), environment, "jupyter", "install");
        Assert.Equal(0, (await tool.EndAsync()).ExitCode);

        var (exitCode, output) = await Python.RunAsync(
        [
            "-c",
            """
            import os, sys
            os.environ["JUPYTER_DATA_DIR"] = sys.argv[1]
            from jupyter_client.manager import start_new_kernel
            manager, client = start_new_kernel(kernel_name="notebook-sql")
            client.execute_interactive('Console.WriteLine(Environment.CommandLine);', timeout=60, allow_stdin=False)
            manager.shutdown_kernel()
            """,
            data,
        ]);

        Assert.True(exitCode == 0, output);
        Assert.Contains(Path.Combine(copy, "notebook-sql.dll"), output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void CopyFolder(string from, string to)
    {
        foreach (var folder in Directory.GetDirectories(from, "*", SearchOption.AllDirectories).Prepend(from))
        {
            Directory.CreateDirectory(folder.Replace(from, to, StringComparison.Ordinal));
        }

        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, file.Replace(from, to, StringComparison.Ordinal));
        }
    }

    private JsonObject Spec(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Kernels, name, "kernel.json")))!.AsObject();
}

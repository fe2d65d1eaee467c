using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using NotebookSqlAuth.Hosts.Tests.IPython;
using NotebookSqlAuth.Hosts.Tests.Running;

namespace NotebookSqlAuth.Hosts.Tests.Package;

/// <summary>The tool's package: packed, installed from a folder and used as its users do.</summary>
public sealed class ToolPackageTests(PackedTool tool) : IClassFixture<PackedTool>
{
    private const string Folder = "tools/net10.0/any/";

    [Fact]
    public void Package_holds_the_tool_what_it_depends_on_and_nothing_else()
    {
        string[] ours = ["NotebookSqlAuth", "NotebookSqlAuth.Core", "NotebookSqlAuth.DotNetSpark", "NotebookSqlAuth.Sandbox", "NotebookSqlAuth.Spark", "notebook-sql"];
        // The libraries carry their symbols; these two have them beside them.
        string[] withSymbols = ["NotebookSqlAuth.Sandbox", "notebook-sql"];
        string[] expected =
        [
            "LICENSE", "NotebookSqlAuth.Tool.nuspec", "README.md", "icon.png",
            .. new[] { "DotnetToolSettings.xml", "notebook-sql.deps.json", "notebook-sql.runtimeconfig.json" }.Select(name => Folder + name),
            .. ours.Select(name => $"{Folder}{name}.xml"),
            .. withSymbols.Select(name => $"{Folder}{name}.pdb"),
            .. Dependencies().Select(name => Folder + name),
        ];

        Assert.Equal(expected.Order(StringComparer.Ordinal), tool.Package.Entries());
    }

    [Fact]
    public void Package_holds_no_contract_and_the_sandboxs_engine_for_each_platform()
    {
        var names = tool.Package.Entries();

        Assert.DoesNotContain(names, name => PackedPackage.IsContract(name));
        Assert.All(["linux-x64/native/libduckdb.so", "osx/native/libduckdb.dylib", "win-x64/native/duckdb.dll"], name => Assert.Contains($"{Folder}runtimes/{name}", names));
    }

    [Theory]
    [InlineData("id", "NotebookSqlAuth.Tool")]
    [InlineData("license", "MIT")]
    [InlineData("icon", "icon.png")]
    [InlineData("readme", "README.md")]
    [InlineData("description", "Jupyter kernel")]
    public void Package_says_what_it_is(string element, string words) =>
        Assert.Contains(words, Assert.Single(tool.Package.Nuspec(element)).Value, StringComparison.Ordinal);

    [Fact]
    public void Package_is_a_tool_whose_command_is_notebook_sql()
    {
        Assert.Equal("DotnetTool", Assert.Single(tool.Package.Nuspec("packageType")).Attribute("name")!.Value);
        var settings = XDocument.Load(new MemoryStream(tool.Package.Read(Folder + "DotnetToolSettings.xml")));
        Assert.Equal("notebook-sql", Assert.Single(settings.Descendants("Command")).Attribute("Name")!.Value);
    }

    [Fact]
    public async Task Installed_tool_runs_a_notebook_in_the_sandbox()
    {
        using var folder = new NotebookFolder();

        var (exitCode, output) = await tool.RunAsync("run", folder.Copy("quickstart.ipynb"), "--sandbox");

        Assert.True(exitCode == 0, output);
        Assert.Contains("rows × ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Installed_tool_is_a_kernel_that_Jupyter_starts()
    {
        Python.Require("jupyter_client");
        using var folder = new NotebookFolder();
        var (exitCode, output) = await tool.RunAsync("jupyter", "install", "--prefix", folder.Folder);
        Assert.True(exitCode == 0, output);

        var (kernelExitCode, printed) = await Python.RunAsync(
        [
            "-c",
            """
            import os, sys
            os.environ["JUPYTER_PATH"] = sys.argv[1]
            os.environ["JUPYTER_DATA_DIR"] = os.path.join(sys.argv[1], "nobodys")
            from jupyter_client.manager import start_new_kernel
            manager, client = start_new_kernel(kernel_name="notebook-sql")
            client.execute_interactive("Console.WriteLine(Environment.ProcessPath);", timeout=60, allow_stdin=False)
            client.stop_channels()
            manager.shutdown_kernel()
            """,
            Path.Combine(folder.Folder, "share", "jupyter"),
        ]);

        Assert.True(kernelExitCode == 0, printed);
        Assert.Contains(tool.Program, printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_installed_tool_packs_for_Databricks_runs_a_query()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64, "skipped: needs Linux x64, as a Databricks driver is");
        Python.Require("IPython", "jupyter_client", "zmq");
        using var folder = new NotebookFolder();
        folder.Write("#!aad-login\n#!sql-connect", "#!sql-query --name orders\nSELECT TOP 3 OrderId FROM sales.Orders", "Console.WriteLine($\"{orders.Rows.Count} rows came\");");
        var packed = Path.Combine(folder.Folder, "packed");
        var (exitCode, output) = await tool.RunAsync("databricks", "pack", packed);
        Assert.True(exitCode == 0, output);

        // The Python package finds the program in the zip, as it does on a driver. Not in these tests' own folder: a
        // notebook-sql.runtimeconfig.json in the working folder misleads .NET's host where the program has no deps.json.
        var (runExitCode, printed) = await Python.RunAsync(
        [
            "-c",
            """
            import subprocess, sys, tempfile
            tempfile.tempdir = sys.argv[1]
            from notebook_sql_auth.tool import command
            words = command(sys.argv[1] + "/notebook-sql-linux-x64.zip")
            sys.exit(subprocess.run([*words, "run", sys.argv[2], "--sandbox"], cwd=sys.argv[1], timeout=240).returncode)
            """,
            packed,
            folder.Notebook,
        ]);

        Assert.True(runExitCode == 0, printed);
        Assert.Contains("3 rows came", printed, StringComparison.Ordinal);
    }

    // A package's assemblies lie flat beside the tool; what one platform alone needs keeps its path.
    private IEnumerable<string> Dependencies()
    {
        var description = JsonNode.Parse(tool.Package.Read(Folder + "notebook-sql.deps.json"))!;
        var target = description["targets"]![(string)description["runtimeTarget"]!["name"]!]!.AsObject();
        return target.Select(library => library.Value!.AsObject())
            .SelectMany(library => Assets(library, "runtime").Concat(Assets(library, "native")).Select(asset => Path.GetFileName(asset)!).Concat(Assets(library, "runtimeTargets")))
            .Distinct();
    }

    private static IEnumerable<string> Assets(JsonObject library, string kind) => library[kind] is JsonObject assets ? assets.Select(asset => asset.Key) : [];
}

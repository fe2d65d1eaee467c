using System.IO.Compression;
using NotebookSqlAuth.Hosts.Tests.Running;

namespace NotebookSqlAuth.Hosts.Tests.Package;

/// <summary>The tool's package: packed, installed from a folder and used as its users do.</summary>
public sealed class ToolPackageTests(PackedTool tool) : IClassFixture<PackedTool>
{
    [Fact]
    public async Task Package_holds_the_tool_its_licence_and_no_contract()
    {
        using var archive = await ZipFile.OpenReadAsync(tool.Package, TestContext.Current.CancellationToken);
        var names = archive.Entries.Select(entry => entry.FullName).ToList();
        Assert.All(["README.md", "LICENSE", "icon.png", "tools/net10.0/any/notebook-sql.dll", "tools/net10.0/any/NotebookSqlAuth.Sandbox.dll"], name => Assert.Contains(name, names));
        Assert.DoesNotContain(names, name => Path.GetFileName(name).StartsWith("Microsoft.DotNet.Interactive", StringComparison.Ordinal)
            || Path.GetFileName(name) == "Microsoft.Spark.dll");
    }

    [Fact]
    public async Task Installed_tool_runs_a_notebook_in_the_sandbox()
    {
        using var folder = new NotebookFolder();
        File.Copy(Repository.PathOf("notebooks", "quickstart.ipynb"), folder.Notebook);

        var (exitCode, output) = await tool.RunAsync("run", folder.Notebook, "--sandbox");

        Assert.True(exitCode == 0, output);
        Assert.Contains("rows × ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Installed_tool_is_a_kernel_that_starts_wherever_the_tool_is()
    {
        using var folder = new NotebookFolder();
        var (exitCode, output) = await tool.RunAsync("jupyter", "install", "--prefix", folder.Folder);
        Assert.True(exitCode == 0, output);
        var spec = await File.ReadAllTextAsync(Path.Combine(folder.Folder, "share", "jupyter", "kernels", "notebook-sql", "kernel.json"), TestContext.Current.CancellationToken);
        Assert.Contains(tool.Program, spec, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Installed_tool_packs_itself_for_Databricks()
    {
        using var folder = new NotebookFolder();
        var (exitCode, output) = await tool.RunAsync("databricks", "pack", folder.Folder);
        Assert.True(exitCode == 0, output);
        Assert.True(File.Exists(Path.Combine(folder.Folder, "notebook-sql-linux-x64.zip")), output);
    }
}

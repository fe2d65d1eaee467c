using System.Diagnostics;
using System.Runtime.InteropServices;
using NotebookSqlAuth.Hosts.Tests.Package;
using Xunit;

namespace NotebookSqlAuth.Hosts.Tests.Running;

/// <summary>Packages and assemblies that a notebook refers to, through a run of the tool.</summary>
public sealed class PackageTests
{
    // An assembly that the tool does not carry, with what it needs.
    private static readonly string[] s_pages = ["Microsoft.Playwright.dll", "Microsoft.Bcl.AsyncInterfaces.dll"];

    [Fact]
    public async Task A_package_is_restored_and_the_next_cells_compile_against_it()
    {
        using var notebook = new NotebookFolder().Write(
            "#r \"nuget: OxyPlot.Core, 2.2.0\"\nusing OxyPlot;",
            "new PlotModel { Title = \"Sales\" }.Title + \" \" + typeof(PlotModel).Assembly.GetName().Version.Major");

        var run = await notebook.RunAsync();

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("OxyPlot.Core 2.2.0", run.Output, StringComparison.Ordinal);
        Assert.Equal("Sales 2", NotebookFolder.Text(notebook.OutputsOf(1)[0]["data"]!["text/plain"]));
    }

    [Fact]
    public async Task A_package_that_no_feed_has_is_an_error_with_restores_own_words()
    {
        using var notebook = new NotebookFolder().Write("#r \"nuget: NotebookSqlAuth.DoesNotExist, 1.0.0\"");

        var run = await notebook.RunAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("NSA3007", run.Output, StringComparison.Ordinal);
        Assert.Contains("Unable to find package NotebookSqlAuth.DoesNotExist", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_beside_the_notebook_choose_the_feeds()
    {
        using var notebook = new NotebookFolder().Write("#r \"nuget: OxyPlot.Core, 2.2.0\"");
        await WriteSettingsAsync(notebook);

        var run = await notebook.RunAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("only-here", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cells_that_do_not_use_Spark_do_not_miss_Microsoft_Spark()
    {
        using var notebook = new NotebookFolder().Write(
            "#r \"nuget: NotebookSqlAuth\"",
            "using Microsoft.Data.Analysis;\nusing NotebookSqlAuth.DotNetSpark;\nnew DataFrame(new Int32DataFrameColumn(\"n\", new[] { 1, 2, 3 })).Head(2).Rows.Count");

        var run = await notebook.RunAsync();

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal("2", NotebookFolder.Text(notebook.OutputsOf(1)[0]["data"]!["text/plain"]));
    }

    [Fact]
    public async Task The_products_own_package_is_the_tools_and_brings_its_types()
    {
        using var notebook = new NotebookFolder().Write(
            "#r \"nuget: NotebookSqlAuth\"",
            "using Microsoft.Data.Analysis;\nnew DataFrame(new Int32DataFrameColumn(\"n\", new[] { 1, 2 }))",
            "new Microsoft.Data.SqlClient.SqlConnectionStringBuilder().ApplicationName.Length > 0");

        var run = await notebook.RunAsync();

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("(carried by this tool)", run.Output, StringComparison.Ordinal);
        Assert.Contains("<table", NotebookFolder.Text(notebook.OutputsOf(1)[0]["data"]!["text/html"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NotebookSqlAuth, 99.0.0", "NSA3008")]
    [InlineData("NotebookSqlAuth, [99.0.0, 100.0.0)", "NSA3008")]
    [InlineData("not a name", "NSA3006")]
    [InlineData("OxyPlot.Core, banana", "NSA3006")]
    public async Task A_package_line_that_cannot_be_met_is_an_error_with_its_code(string package, string code)
    {
        using var notebook = new NotebookFolder().Write($"#r \"nuget: {package}\"");

        var run = await notebook.RunAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(code, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_whose_assembly_is_in_use_in_another_version_is_refused()
    {
        using var notebook = new NotebookFolder().Write(
            "#r \"nuget: Sales.Pages, 1.0.0\"", "typeof(Microsoft.Playwright.IPage).Name", "#r \"nuget: Sales.Pages, 2.0.0\"");
        await WriteSettingsAsync(notebook);
        Pack(notebook, "1.0.0");
        Pack(notebook, "2.0.0");

        var run = await notebook.RunAsync();

        Assert.True(run.ExitCode == 1, run.Output + run.Errors);
        Assert.Contains("\nIPage", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"Another version of Microsoft\.\S+ is in use: an earlier cell loaded [0-9]", run.Output);
        Assert.Contains("NSA3009", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_SDK_a_package_line_says_what_is_missing()
    {
        using var notebook = new NotebookFolder().Write("#r \"nuget: OxyPlot.Core, 2.2.0\"");
        // The tool's own program: the dotnet command would find itself beside the runtime.
        var start = new ProcessStartInfo(
            Repository.Built("NotebookSqlAuth.Kernel", "net10.0", OperatingSystem.IsWindows() ? "notebook-sql.exe" : "notebook-sql"),
            ["run", notebook.Notebook, "--output", notebook.Output]);
        start.Environment["PATH"] = notebook.Folder;
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        start.Environment.Remove("DOTNET_HOST_PATH");

        var (exitCode, output) = await ProgramRun.ToEndAsync(start, TestContext.Current.CancellationToken);

        Assert.Equal(1, exitCode);
        Assert.Contains("NSA3010", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_assembly_beside_the_notebook_is_referred_to_by_its_path_and_finds_what_lies_beside_it()
    {
        using var notebook = new NotebookFolder().Write("#r \"Microsoft.Playwright.dll\"\ntypeof(Microsoft.Playwright.IPage).Name");
        foreach (var file in s_pages)
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, file), Path.Combine(notebook.Folder, file));
        }

        var run = await notebook.RunAsync();

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal("IPage", NotebookFolder.Text(notebook.OutputsOf(0)[0]["data"]!["text/plain"]));
    }

    /// <summary>Writes settings that know one feed, a folder beside the notebook.</summary>
    private static Task WriteSettingsAsync(NotebookFolder notebook)
    {
        Directory.CreateDirectory(Path.Combine(notebook.Folder, "feed"));
        return File.WriteAllTextAsync(
            Path.Combine(notebook.Folder, "NuGet.config"),
            "<configuration><packageSources><clear /><add key=\"only-here\" value=\"./feed\" /></packageSources><config><add key=\"globalPackagesFolder\" value=\"./packages\" /></config></configuration>",
            TestContext.Current.CancellationToken);
    }

    /// <summary>Puts a package with an assembly and what it needs into the notebook's feed.</summary>
    private static void Pack(NotebookFolder notebook, string version) => PackageOfAssemblies.Write(
        Path.Combine(notebook.Folder, "feed"), "Sales.Pages", version, "netstandard2.0", s_pages.Select(file => Path.Combine(AppContext.BaseDirectory, file)));
}

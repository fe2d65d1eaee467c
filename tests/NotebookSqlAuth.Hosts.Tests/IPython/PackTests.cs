using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using NotebookSqlAuth.Hosts.Tests.Running;
using NotebookSqlAuth.Sandbox;

namespace NotebookSqlAuth.Hosts.Tests.IPython;

/// <summary>What <c>notebook-sql databricks pack</c> writes, and whether it runs as it would in a Databricks workspace.</summary>
public sealed class PackTests(PackedFolder packed) : IClassFixture<PackedFolder>
{
    private static readonly string s_version = (string)XDocument.Load(Repository.PathOf("Directory.Build.props")).Descendants("Version").Single()!;

    [Fact]
    public void Three_files_are_written_and_three_steps_are_printed()
    {
        Assert.Equal(
            ["notebook-sql-linux-x64.zip", "notebook-sql-starter.py", $"notebook_sql_auth-{s_version}-py3-none-any.whl"],
            Directory.GetFiles(packed.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(["1. Upload", "2. Import", "3. Attach"], step => Assert.Contains(step, packed.Printed, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_tool_brings_its_own_runtime_or_the_command_says_that_it_does_not()
    {
        await using var zip = await ZipFile.OpenReadAsync(packed.Tool, TestContext.Current.CancellationToken);
        var names = zip.Entries.Select(entry => entry.FullName).ToList();

        Assert.All(["notebook-sql.dll", "libduckdb.so", "Microsoft.Data.SqlClient.dll"], name => Assert.Contains(name, names));
        Assert.DoesNotContain(names, name => name.EndsWith(".pdb", StringComparison.Ordinal) || name.Contains('/', StringComparison.Ordinal));
        var hasRuntime = names.Contains("libcoreclr.so");
        Assert.Contains(hasRuntime ? "It has its own .NET" : "It has NO .NET of its own", packed.Printed, StringComparison.Ordinal);
        Assert.Equal(hasRuntime, zip.GetEntry("notebook-sql") is { } program && ((program.ExternalAttributes >> 16) & 0b001_000_000) != 0);
    }

    [Fact]
    public async Task Packing_twice_gives_the_same_bytes()
    {
        var again = Directory.CreateTempSubdirectory("nsa-pack-again-");
        var run = await Tool.RunAsync("databricks", "pack", again.FullName, "--at", packed.Folder);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.All(Directory.GetFiles(packed.Folder), file => Assert.Equal(Hash(file), Hash(Path.Combine(again.FullName, Path.GetFileName(file)))));
        again.Delete(recursive: true);
    }

    [Fact]
    public async Task The_wheel_is_recorded_file_by_file_and_has_the_products_version()
    {
        var files = await PackedFolder.ReadAsync(packed.Wheel);

        var record = Encoding.UTF8.GetString(files[$"notebook_sql_auth-{s_version}.dist-info/RECORD"]).TrimEnd('\n').Split('\n').Select(line => line.Split(',')).ToList();
        Assert.Equal(files.Keys.Order(StringComparer.Ordinal), record.Select(line => line[0]).Order(StringComparer.Ordinal));
        Assert.All(record.Where(line => line[1].Length > 0), line =>
        {
            Assert.Equal("sha256=" + System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(files[line[0]])), line[1]);
            Assert.Equal($"{files[line[0]].Length}", line[2]);
        });
        Assert.Contains($"__version__ = \"{s_version}\"", Encoding.UTF8.GetString(files["notebook_sql_auth/_version.py"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_wheel_holds_what_Pythons_own_build_puts_into_one()
    {
        // In this order: setuptools wants to be there before pip.
        Python.Require("setuptools", "wheel", "pip");
        var work = Directory.CreateTempSubdirectory("nsa-wheel-");
        var sources = Path.Combine(work.FullName, "sources");
        CopyFolder(Python.Package, sources);

        var built = await Python.RunAsync(["-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index", "-w", work.FullName, sources]);

        Assert.True(built.ExitCode == 0, built.Output);
        var theirs = await PackedFolder.ReadAsync(Assert.Single(Directory.GetFiles(work.FullName, "*.whl")));
        var ours = await PackedFolder.ReadAsync(packed.Wheel);
        Assert.Equal(Modules(theirs), Modules(ours));
        Assert.All(Modules(ours), name => Assert.Equal(theirs[name], ours[name]));
        Assert.Equal(Metadata(theirs), Metadata(ours));
        work.Delete(recursive: true);
    }

    [Fact]
    public async Task The_starter_notebook_runs_from_top_to_bottom_with_what_was_packed()
    {
        Python.RequireSpark();
        Python.Require("venv", "ensurepip");
        var work = Directory.CreateTempSubdirectory("nsa-driver-");
        var environment = Path.Combine(work.FullName, "venv");
        var made = await Python.RunAsync(["-m", "venv", "--system-site-packages", environment]);
        Assert.True(made.ExitCode == 0, made.Output);
        await using var sandbox = await SandboxHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        sandbox.DeviceCodeRequested += (_, e) => _ = sandbox.ApproveAsync(e.UserCode, SandboxUser.All[0]);
        var variables = new Dictionary<string, string>(sandbox.EnvironmentVariables)
        {
            // As on a driver: neither the sources nor the built tool are there, and no feed answers.
            ["PYTHONPATH"] = Path.Combine(Python.Spark!, "python"),
            ["NOTEBOOKSQLAUTH_TOOL"] = "",
            ["PIP_NO_INDEX"] = "1",
            ["TMPDIR"] = work.FullName,
        };
        await using (var notebook = await IPythonNotebook.StartAsync(variables, Path.Combine(environment, "bin", "python")))
        {
            await SparkTests.StartSparkAsync(notebook);
            IPythonCell? last = null;
            foreach (var code in Cells(await File.ReadAllTextAsync(packed.Starter, TestContext.Current.CancellationToken)))
            {
                last = await notebook.RunAsync(code);
                Assert.True(last.Status == "ok", $"{code}\n{last}");
            }

            Assert.Contains("Revenue", last!.Shown, StringComparison.Ordinal);
            Assert.StartsWith(environment, await notebook.PrintedAsync("import notebook_sql_auth\nprint(notebook_sql_auth.__file__)"), StringComparison.Ordinal);
            Assert.Contains(sandbox.Audit.Entries, entry => entry.UserName == "alice@contoso.example" && entry.Statement.Contains("@minimum", StringComparison.Ordinal));
        }

        work.Delete(recursive: true);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_is_a_plain_error()
    {
        var run = await Tool.RunAsync("databricks", "pack", packed.Starter);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("NSA3151", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_with_other_files_is_refused_because_all_of_it_would_be_uploaded()
    {
        var folder = Directory.CreateTempSubdirectory("nsa-pack-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "salaries.csv"), "", TestContext.Current.CancellationToken);

        var run = await Tool.RunAsync("databricks", "pack", folder.FullName);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("`salaries.csv`", run.Errors, StringComparison.Ordinal);
        Assert.Single(folder.EnumerateFiles());
        folder.Delete(recursive: true);
    }

    // The workspace's source format: cells between separators, a magic's lines behind a mark.
    private static IEnumerable<string> Cells(string source)
    {
        const string Head = "# Databricks notebook source\n";
        const string Mark = "# MAGIC ";
        Assert.StartsWith(Head, source, StringComparison.Ordinal);
        return source[Head.Length..].Split("\n# COMMAND ----------\n")
            .Select(cell => string.Join('\n', cell.Trim('\n').Split('\n').Select(line => line.StartsWith(Mark, StringComparison.Ordinal) ? line[Mark.Length..] : line)))
            .Where(cell => !cell.StartsWith("%md", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Modules(Dictionary<string, byte[]> wheel) =>
        wheel.Keys.Where(name => name.EndsWith(".py", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    // The fields that say what is installed and what it needs; a newer builder adds others.
    private static IEnumerable<string> Metadata(Dictionary<string, byte[]> wheel) =>
        Encoding.UTF8.GetString(wheel.Single(file => file.Key.EndsWith("/METADATA", StringComparison.Ordinal)).Value).Split("\n\n")[0].Split('\n')
            .Where(line => line.Split(':')[0] is "Name" or "Version" or "Summary" or "License" or "Requires-Python" or "Requires-Dist" or "Provides-Extra" or "Description-Content-Type")
            // pip's builders differ in blanks and quotes of a requirement.
            .Select(line => line.Replace(" ", "", StringComparison.Ordinal).Replace('\'', '"').Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal).Replace('-', '_'))
            .Order(StringComparer.Ordinal);

    private static string Hash(string file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}

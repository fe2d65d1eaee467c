using System.Diagnostics;
using System.Text.Json.Nodes;
using Xunit;

namespace NotebookSqlAuth.Hosts.Tests.Running;

/// <summary>What the tool reads, keeps and writes.</summary>
public sealed class NotebookFileTests
{
    [Fact]
    public async Task What_the_tool_does_not_know_stays_in_the_notebook()
    {
        using var notebook = new NotebookFolder().Write("%md # Title", "1 + 1");
        var json = (JsonObject)JsonNode.Parse(await File.ReadAllTextAsync(notebook.Notebook, TestContext.Current.CancellationToken))!;
        json["metadata"]!["extension"] = new JsonObject { ["deep"] = "kept ✓" };
        json["cells"]![1]!["metadata"]!["tags"] = new JsonArray("a", "b");
        json["cells"]![1]!["future_field"] = 7;
        json["future_field"] = true;
        await File.WriteAllTextAsync(notebook.Notebook, json.ToJsonString(), TestContext.Current.CancellationToken);

        var run = await notebook.RunAsync();

        Assert.Equal(0, run.ExitCode);
        var executed = notebook.Executed();
        Assert.Equal("kept ✓", (string)executed["metadata"]!["extension"]!["deep"]!);
        Assert.Equal((7, "c1", 1), ((int)executed["cells"]![1]!["future_field"]!, (string)executed["cells"]![1]!["id"]!, (int)executed["cells"]![1]!["execution_count"]!));
        Assert.Equal("b", (string)executed["cells"]![1]!["metadata"]!["tags"]![1]!);
        Assert.True((bool)executed["future_field"]!);
        Assert.Equal("# Title", (string)executed["cells"]![0]!["source"]!);
    }

    [Fact]
    public async Task An_older_notebook_gets_the_ids_that_format_4_5_asks_for()
    {
        using var notebook = new NotebookFolder().Write("%md a", "1", "2");
        var json = (JsonObject)JsonNode.Parse(await File.ReadAllTextAsync(notebook.Notebook, TestContext.Current.CancellationToken))!;
        json["nbformat_minor"] = 2;
        foreach (var cell in json["cells"]!.AsArray())
        {
            ((JsonObject)cell!).Remove("id");
        }

        await File.WriteAllTextAsync(notebook.Notebook, json.ToJsonString(), TestContext.Current.CancellationToken);

        await notebook.RunAsync();

        var ids = notebook.Executed()["cells"]!.AsArray().Select(cell => (string)cell!["id"]!).ToList();
        Assert.Equal(3, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[a-zA-Z0-9-_]{1,64}$", id));
        Assert.Equal(5, (int)notebook.Executed()["nbformat_minor"]!);
    }

    [Fact]
    public async Task The_executed_notebook_is_valid_by_jupyters_own_check()
    {
        Assert.SkipUnless(File.Exists("/usr/lib/python3/dist-packages/nbformat/__init__.py"), "skipped: needs Debian's python3-nbformat");
        using var notebook = new NotebookFolder().Write("%md # A", "Console.Write(\"a\");\ndisplay(1);\nHTML(\"<i>x</i>\")", "throw new InvalidOperationException(\"stop\");");
        await notebook.RunAsync();

        using var check = Process.Start(new ProcessStartInfo("/usr/bin/python3")
        {
            ArgumentList = { "-c", "import sys, nbformat; nbformat.validate(nbformat.read(sys.argv[1], as_version=nbformat.NO_CONVERT))", notebook.Output },
        })!;
        await check.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, check.ExitCode);
    }

    [Fact]
    public async Task The_notebooks_own_path_as_output_runs_it_in_place()
    {
        using var notebook = new NotebookFolder().Write("6 * 7");

        var run = await Tool.RunAsync("run", notebook.Notebook, "--output", notebook.Notebook);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("42", await File.ReadAllTextAsync(notebook.Notebook, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(["in.ipynb"], Directory.GetFiles(notebook.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Another_path_that_leads_to_the_notebook_is_refused_before_anything_runs()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "skipped: needs symbolic links");
        using var notebook = new NotebookFolder().Write("Console.WriteLine(\"ran\");");
        File.CreateSymbolicLink(notebook.Output, notebook.Notebook);

        var run = await Tool.RunAsync("run", notebook.Notebook, "--output", notebook.Output);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("NSA3004", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing-folder/out.html")]
    [InlineData("in.ipynb")]
    [InlineData(".")]
    public async Task A_page_that_has_no_place_is_refused_before_anything_runs(string page)
    {
        using var notebook = new NotebookFolder().Write("Console.WriteLine(\"ran\");");

        var run = await Tool.RunAsync("run", notebook.Notebook, "--html", Path.Combine(notebook.Folder, page));

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("NSA3004", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json", "NSA3002")]
    [InlineData("[]", "NSA3002")]
    [InlineData("{\"nbformat\": 3, \"worksheets\": []}", "NSA3002")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"heading\", \"source\": \"\"}]}", "NSA3002")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": 5}]}", "NSA3002")]
    [InlineData("{\"nbformat\": 4, \"cells\": [], \"metadata\": {\"kernelspec\": {\"name\": \"python3\", \"language\": \"python\"}}}", "NSA3003")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": \"\", \"metadata\": {\"polyglot_notebook\": {\"kernelName\": \"fsharp\"}}}]}", "NSA3003")]
    public async Task A_file_that_is_no_notebook_of_ours_is_a_plain_error(string text, string code)
    {
        using var notebook = new NotebookFolder();
        await File.WriteAllTextAsync(notebook.Notebook, text, TestContext.Current.CancellationToken);

        var run = await notebook.RunAsync();

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(code, run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(notebook.Output));
    }

    [Fact]
    public async Task A_missing_notebook_and_an_unknown_option_end_with_two()
    {
        var missing = await Tool.RunAsync("run", "/no/such/notebook.ipynb");
        var unknown = await Tool.RunAsync("run", "x.ipynb", "--nonsense");

        Assert.Equal(2, missing.ExitCode);
        Assert.Contains("NSA3001", missing.Errors, StringComparison.Ordinal);
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("--nonsense", unknown.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_is_encoded_fetches_nothing_and_forbids_scripts()
    {
        using var notebook = new NotebookFolder().Write(
            "%md # <script>alert(1)</script>\n\n[a](javascript:alert(2)) [b](https://example.com) ![c](https://example.com/x.png)",
            "Console.WriteLine(\"<img src=x onerror=alert(3)>\");\n\"</pre><script>alert(4)</script>\"");

        await notebook.RunAsync();

        var page = await File.ReadAllTextAsync(notebook.Page, TestContext.Current.CancellationToken);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
        Assert.DoesNotContain("javascript:alert", page[page.IndexOf("<body>", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.DoesNotContain("example.com/x.png", page, StringComparison.Ordinal);
        Assert.Contains("href=\"https://example.com\"", page, StringComparison.Ordinal);
    }
}

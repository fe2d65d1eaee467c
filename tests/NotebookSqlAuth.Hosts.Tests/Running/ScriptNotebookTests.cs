using System.Text.Json.Nodes;

namespace NotebookSqlAuth.Hosts.Tests.Running;

/// <summary>Notebooks in Polyglot Notebooks' script form.</summary>
public sealed class ScriptNotebookTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public async Task Cells_begin_at_the_names_of_languages_and_nowhere_else(string lineBreak)
    {
        const string Script = """
            var first = "of the default language";

            #!markdown

            # Title

            #!csharp

            #!time
            Console.WriteLine(first);

            #!html

            <b>bold</b>

            #!c#
            first.Length
            """;
        var (run, cells) = await RunAsync("\uFEFF" + Script.ReplaceLineEndings(lineBreak));

        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        Assert.Equal(
            ["var first = \"of the default language\";", "# Title", "#!time\nConsole.WriteLine(first);", "#!html\n<b>bold</b>", "first.Length"],
            cells.Select(cell => NotebookFolder.Text(cell["source"])));
        Assert.Equal(["code", "markdown", "code", "code", "code"], cells.Select(cell => (string)cell["cell_type"]!));
        Assert.Contains("23", NotebookFolder.Text(cells[^1]["outputs"]![0]!["data"]!["text/plain"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Meta_names_further_languages_and_a_magic_is_one()
    {
        var (run, cells) = await RunAsync("""
            #!meta

            {"kernelInfo":{"defaultKernelName":"csharp","items":[{"name":"csharp","aliases":["see"]},{"name":"sql-query","languageName":"T-SQL"}]}}

            #!see

            1 + 1

            #!sql-query

            SELECT 1
            """);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("NSA2201", run.Output + run.Errors, StringComparison.Ordinal);
        Assert.Equal(["1 + 1", "#!sql-query\nSELECT 1"], cells.Select(cell => NotebookFolder.Text(cell["source"])));
    }

    [Theory]
    [InlineData("#!csharp\n1\n#!fsharp\nlet x = 1", "NSA3003")]
    [InlineData("#!meta\n{ not json\n#!csharp\n1", "NSA3002")]
    [InlineData("a\0b", "NSA3002")]
    public async Task A_script_that_is_not_ours_is_a_plain_error(string script, string code)
    {
        using var notebook = new NotebookFolder();
        var path = Path.Combine(notebook.Folder, "in.dib");
        await File.WriteAllTextAsync(path, script, Token);

        var run = await Tool.RunAsync("run", path);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(code, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_holds_no_outputs_so_none_are_written_to_one()
    {
        using var notebook = new NotebookFolder();
        var path = Path.Combine(notebook.Folder, "in.dib");
        await File.WriteAllTextAsync(path, "Console.WriteLine(\"ran\");", Token);

        var run = await Tool.RunAsync("run", path, "--output", path);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("A .dib file holds no outputs.", run.Errors, StringComparison.Ordinal);
        Assert.Equal("Console.WriteLine(\"ran\");", await File.ReadAllTextAsync(path, Token));
    }

    [Theory]
    [InlineData("quickstart")]
    [InlineData("to-spark")]
    [InlineData("databricks")]
    public async Task Both_forms_of_a_notebook_hold_the_same_cells(string name)
    {
        // A run that cannot begin a sign-in ends at that cell, and writes the notebook whole.
        var (_, script) = await RunAsync(await File.ReadAllTextAsync(Repository.PathOf("notebooks", name + ".dib"), Token), stopAtOnce: true);
        var notebook = JsonNode.Parse(await File.ReadAllTextAsync(Repository.PathOf("notebooks", name + ".ipynb"), Token))!["cells"]!.AsArray();

        Assert.Equal(
            notebook.Select(cell => ((string)cell!["cell_type"]!, NotebookFolder.Text(cell["source"]).Trim('\n'))),
            script.Select(cell => ((string)cell["cell_type"]!, NotebookFolder.Text(cell["source"]))));
    }

    private static async Task<(ToolResult Run, IReadOnlyList<JsonNode> Cells)> RunAsync(string script, bool stopAtOnce = false)
    {
        using var notebook = new NotebookFolder();
        var path = Path.Combine(notebook.Folder, "in.dib");
        await File.WriteAllTextAsync(path, stopAtOnce ? script.Replace("\n#!csharp\n", "\n#!csharp\n\nthrow new Exception();\n#!csharp\n", StringComparison.Ordinal) : script, Token);
        var run = await Tool.RunAsync("run", path, "--output", notebook.Output);
        var cells = notebook.Executed()["cells"]!.AsArray().Select(cell => cell!);
        return (run, [.. cells.Where(cell => !stopAtOnce || NotebookFolder.Text(cell["source"]) != "throw new Exception();")]);
    }
}

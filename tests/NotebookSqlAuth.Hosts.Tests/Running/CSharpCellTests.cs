using System.Text.Json.Nodes;
using Xunit;

namespace NotebookSqlAuth.Hosts.Tests.Running;

/// <summary>C# cells, through a run of the tool.</summary>
public sealed class CSharpCellTests
{
    [Fact]
    public async Task A_cell_sees_what_an_earlier_one_declared_and_awaits_at_top_level()
    {
        using var notebook = new NotebookFolder().Write(
            "using System.Globalization;\nrecord Person(string Name, int Age);\nint Twice(int value) => 2 * value;\nvar ann = new Person(\"Ann\", 20);",
            "await Task.Yield();\n(ann with { Age = Twice(ann.Age) })",
            "1.5.ToString(CultureInfo.InvariantCulture)");

        var run = await notebook.RunAsync();

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        var result = Assert.Single(notebook.OutputsOf(1));
        Assert.Equal("execute_result", (string)result["output_type"]!);
        Assert.Equal("Person { Name = Ann, Age = 40 }", NotebookFolder.Text(result["data"]!["text/plain"]));
        Assert.Equal("1.5", NotebookFolder.Text(notebook.OutputsOf(2)[0]["data"]!["text/plain"]));
    }

    [Fact]
    public async Task The_first_cell_makes_a_DataFrame_without_a_package_or_a_magic()
    {
        using var notebook = new NotebookFolder().Write(
            "using Microsoft.Data.Analysis;\nvar frame = new DataFrame(new Int32DataFrameColumn(\"A\", new int?[] { 1, null, 3 }));\nframe");

        var run = await notebook.RunAsync();

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.StartsWith("3 rows × 1 column", NotebookFolder.Text(notebook.OutputsOf(0)[0]["data"]!["text/plain"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Console_text_displays_and_the_result_are_kept_in_their_order()
    {
        using var notebook = new NotebookFolder().Write(
            "Console.WriteLine(\"one\");\nConsole.Error.WriteLine(\"two\");\nvar shown = display(\"three\");\nshown.Update(\"four\");\nHTML(\"<b>five</b>\")");

        var run = await notebook.RunAsync();

        Assert.Equal((0, "two\n"), (run.ExitCode, run.Errors));
        var outputs = notebook.OutputsOf(0);
        Assert.Equal(["stream", "stream", "display_data", "execute_result"], outputs.Select(output => (string)output["output_type"]!));
        Assert.Equal("one\n", NotebookFolder.Text(outputs[0]["text"]));
        Assert.Equal(("stderr", "two\n"), ((string)outputs[1]["name"]!, NotebookFolder.Text(outputs[1]["text"])));
        Assert.Equal("four", NotebookFolder.Text(outputs[2]["data"]!["text/plain"]));
        Assert.Equal("<b>five</b>", NotebookFolder.Text(outputs[3]["data"]!["text/html"]));
    }

    [Fact]
    public async Task Console_text_beyond_a_megabyte_arrives_whole()
    {
        using var notebook = new NotebookFolder().Write("for (var line = 0; line < 40_000; line++) Console.WriteLine($\"{line,6} {new string('x', 40)}\");");

        var run = await notebook.RunAsync();

        Assert.Equal(0, run.ExitCode);
        var stream = Assert.Single(notebook.OutputsOf(0));
        var text = NotebookFolder.Text(stream["text"]);
        Assert.Equal(40_000 * 48, text.Length);
        Assert.EndsWith("39999 " + new string('x', 40) + "\n", text, StringComparison.Ordinal);
        Assert.Contains(" 39999 xxx", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_compile_error_names_the_cells_own_line_and_stops_the_run()
    {
        using var notebook = new NotebookFolder().Write("var fine = 1;", "#!csharp\nvar x = 1;\n\nvar y = unknown + x;", "Console.WriteLine(\"never\");");

        var run = await notebook.RunAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("line 4, column 9: CS0103", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("never", run.Output, StringComparison.Ordinal);
        Assert.Equal("CompilationError", (string)Assert.Single(notebook.OutputsOf(1))["ename"]!);
        Assert.Empty(notebook.OutputsOf(2));
        Assert.Contains("CS0103", await File.ReadAllTextAsync(notebook.Page, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compile_errors_come_in_order_of_their_lines()
    {
        using var notebook = new NotebookFolder().Write("var first = unknown;\nint Second() { return missing; }\nvar third = absent;");

        var run = await notebook.RunAsync();

        int[] places = [.. new[] { "line 1, ", "line 2, ", "line 3, " }.Select(line => run.Errors.IndexOf(line, StringComparison.Ordinal))];
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public async Task An_exception_shows_the_cells_frames_and_none_of_the_tools()
    {
        using var notebook = new NotebookFolder().Write(
            "int Divide(int a, int b)\n{\n    return a / b;\n}",
            "var before = 1;\nawait Task.Run(() => Divide(before, 0));");

        var run = await notebook.RunAsync();

        Assert.Equal(1, run.ExitCode);
        var error = Assert.Single(notebook.OutputsOf(1));
        Assert.Equal("System.DivideByZeroException", (string)error["ename"]!);
        var traceback = ((JsonArray)error["traceback"]!).Select(line => (string)line!).ToList();
        Assert.Contains("   at Divide in cell 1, line 3", traceback);
        Assert.Equal("   at cell 2, line 2", traceback[^1]);
        Assert.DoesNotContain("NotebookSqlAuth", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Roslyn", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_that_is_no_magic_is_an_error_that_lists_the_magics()
    {
        using var notebook = new NotebookFolder().Write("Console.WriteLine(\"first\");\n#!nonsense --x");

        var run = await notebook.RunAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("NSA3005", run.Output, StringComparison.Ordinal);
        Assert.Contains("Line 2", run.Output, StringComparison.Ordinal);
        Assert.Contains("#!aad-login, #!aad-logout, #!sql-connect, #!sql-query", run.Output, StringComparison.Ordinal);
        // A cell with a wrong word in it is not run by halves.
        Assert.DoesNotContain("\nfirst", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("new[] { 1, 2, 3 }", "[ 1, 2, 3 ]")]
    [InlineData("new Dictionary<string, int> { [\"a\"] = 1 }", "{ a: 1 }")]
    [InlineData("(object)null", "<null>")]
    [InlineData("12.5m", "12.5")]
    [InlineData("new DateTime(2026, 1, 2, 3, 4, 5)", "2026-01-02 03:04:05")]
    [InlineData("new[] { 1, 2 }.Select(x => new { x })", "[ { x = 1 }, { x = 2 } ]")]
    [InlineData("Enumerable.Empty<int>()", "[]")]
    public async Task A_value_is_shown_as_text(string expression, string text)
    {
        using var notebook = new NotebookFolder().Write(expression);

        await notebook.RunAsync();

        Assert.Equal(text, NotebookFolder.Text(Assert.Single(notebook.OutputsOf(0))["data"]!["text/plain"]));
    }
}

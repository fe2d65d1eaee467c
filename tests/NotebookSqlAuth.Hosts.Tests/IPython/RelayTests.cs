namespace NotebookSqlAuth.Hosts.Tests.IPython;

/// <summary>What any kernel may send reaches the notebook's user, and answers go back: an ipykernel stands where ours does, because it sends all of it.</summary>
public sealed class RelayTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nsa-relay-");
    private IPythonNotebook? _notebook;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_notebook is not null)
        {
            await _notebook.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_question_is_the_notebooks_own_and_its_answer_goes_back()
    {
        var notebook = await OpenAsync();

        var cell = await notebook.RunAsync("%%notebook_sql\nprint('Hello ' + input('Who? '))", answers: ["Ada"]);

        Assert.Equal("Hello Ada\n", cell.Text);
        var asked = Assert.Single(cell.Messages, message => message.Type == "input_request").Content;
        Assert.Equal(("Who? ", false), (asked.GetProperty("prompt").GetString(), asked.GetProperty("password").GetBoolean()));
    }

    [Fact]
    public async Task A_password_is_asked_for_as_one()
    {
        var notebook = await OpenAsync();

        var cell = await notebook.RunAsync("%%notebook_sql\nimport getpass\nprint(len(getpass.getpass('Secret? ')))", answers: ["four"]);

        Assert.Equal("4\n", cell.Text);
        Assert.True(Assert.Single(cell.Messages, message => message.Type == "input_request").Content.GetProperty("password").GetBoolean());
    }

    [Fact]
    public async Task A_question_that_nobody_can_answer_fails_its_cell_alone()
    {
        var notebook = await OpenAsync();

        var asking = await notebook.RunAsync("%%notebook_sql\nprint(input('Who? '))", allowStdin: false);

        Assert.Equal(("error", "StdinNotImplementedError"), (asking.Status, asking.ErrorName));
        Assert.Equal("2\n", await notebook.PrintedAsync("%%notebook_sql\nprint(1 + 1)"));
    }

    [Fact]
    public async Task Displays_updates_clearing_and_results_come_in_order()
    {
        var notebook = await OpenAsync();

        var cell = await notebook.RunAsync(
            """
            %%notebook_sql
            from IPython.display import HTML, clear_output, display, update_display
            shown = display(HTML("<b>one</b>"), display_id="mark")
            update_display(HTML("<b>two</b>"), display_id="mark")
            clear_output(wait=True)
            6 * 7
            """);

        var seen = cell.Messages.Where(message => message.Type is "display_data" or "update_display_data" or "clear_output").ToList();
        Assert.Equal(["display_data", "update_display_data", "clear_output", "display_data"], seen.Select(message => message.Type));
        Assert.Equal(["<b>one</b>", "<b>two</b>"], seen.Take(2).Select(message => message.Form("text/html")));
        Assert.All(seen.Take(2), message => Assert.Equal("mark", message.Content.GetProperty("transient").GetProperty("display_id").GetString()));
        Assert.True(seen[2].Content.GetProperty("wait").GetBoolean());
        Assert.Equal("42", seen[3].Form("text/plain"));
    }

    [Fact]
    public async Task A_tool_of_another_version_is_told()
    {
        var notebook = await OpenAsync();

        var cell = await notebook.RunAsync("%%notebook_sql\n1");

        Assert.Contains("use those that were packed together", cell.ErrorStream, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_on_the_cell_magics_line_are_refused()
    {
        var notebook = await OpenAsync();

        var cell = await notebook.RunAsync("%%notebook_sql --name x\nSELECT 1");

        Assert.Equal(("error", "UsageError"), (cell.Status, cell.ErrorName));
    }

    private async Task<IPythonNotebook> OpenAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "skipped: needs a shell script as the tool");
        Python.Require("ipykernel", "jupyter_client");
        var tool = Path.Combine(_folder.FullName, "notebook-sql");
        await File.WriteAllTextAsync(tool, $"#!/bin/sh\nexec {Python.Program} -m ipykernel_launcher -f \"$2\"\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        _notebook = await IPythonNotebook.StartAsync(new Dictionary<string, string> { ["NOTEBOOKSQLAUTH_TOOL"] = tool });
        await _notebook.PrintedAsync("%load_ext notebook_sql_auth");
        return _notebook;
    }
}

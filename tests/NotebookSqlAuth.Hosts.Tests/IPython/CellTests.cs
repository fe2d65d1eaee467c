namespace NotebookSqlAuth.Hosts.Tests.IPython;

/// <summary>Cells of a Python notebook that begin with <c>#!</c>, in a real ipykernel.</summary>
public sealed class CellTests(SignedInNotebook signedIn) : IClassFixture<SignedInNotebook>
{
    [Fact]
    public async Task Sign_in_shows_its_card_and_replaces_it_where_it_stands()
    {
        var notebook = await signedIn.OpenAsync();

        var cell = await notebook.RunAsync("#!aad-login --force");

        Assert.True(cell.Status == "ok", cell.ToString());
        var shown = Assert.Single(cell.Messages, message => message.Type == "display_data");
        Assert.Contains("nsa-card", shown.Form("text/html"), StringComparison.Ordinal);
        var last = cell.Messages.Last(message => message.Type == "update_display_data");
        Assert.Equal(IdOf(shown), IdOf(last));
        Assert.Contains("Signed in as alice@contoso.example", last.Form("text/plain"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("6000", "int")]
    [InlineData("6_000_000_000", "bigint")]
    [InlineData("2.5", "float")]
    [InlineData("'Web'", "nvarchar")]
    [InlineData("True", "bit")]
    [InlineData("__import__('decimal').Decimal('1234.50')", "decimal")]
    [InlineData("__import__('datetime').datetime(2024, 2, 29, 13, 45, 30, 123456)", "datetime2")]
    [InlineData("__import__('datetime').date(2024, 2, 29)", "datetime2")]
    [InlineData("__import__('uuid').UUID('6f9619ff-8b86-d011-b42d-00c04fc964ff')", "uniqueidentifier")]
    [InlineData("None", "nvarchar")]
    public async Task A_Python_variable_is_bound_with_its_type(string value, string type)
    {
        var notebook = await signedIn.OpenAsync();
        await notebook.PrintedAsync($"value = {value}");

        var cell = await notebook.RunAsync("#!sql-query\nSELECT @value AS Value");

        Assert.True(cell.Status == "ok", cell.ToString());
        var html = cell.Messages.Last(message => message.Type is "display_data" or "update_display_data").Form("text/html");
        Assert.Contains(type, html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("numpy.int64(7)", "7")]
    [InlineData("numpy.float64(7.5)", "7.5")]
    [InlineData("numpy.bool_(True)", "True")]
    [InlineData("pandas.Timestamp('2024-02-29 13:45:30.123456700')", "2024-02-29 13:45:30.1234567")]
    [InlineData("pandas.NA", "NULL")]
    [InlineData("pandas.NaT", "NULL")]
    public async Task Scalars_of_numpy_and_pandas_count_as_what_they_are(string value, string shown)
    {
        Python.Require("pandas");
        var notebook = await signedIn.OpenAsync();
        await notebook.PrintedAsync($"import numpy, pandas\nvalue = {value}");

        var cell = await notebook.RunAsync("#!sql-query\nSELECT @value AS Value");

        Assert.True(cell.Status == "ok", cell.ToString());
        Assert.Contains(shown, cell.Shown, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("[1, 2]", "NSA3141", "`list`")]
    [InlineData("10 ** 30", "NSA3141", "beyond a bigint")]
    [InlineData("float('nan')", "NSA3141", "None for a missing value")]
    [InlineData("__import__('decimal').Decimal('1.0000000000000000000000000000001')", "NSA3141", "28")]
    [InlineData("__import__('datetime').datetime.now(__import__('datetime').timezone.utc)", "NSA3141", "time zone")]
    public async Task What_SQL_cannot_bind_is_an_error_that_says_so_and_shows_no_value(string value, string code, string words)
    {
        var notebook = await signedIn.OpenAsync();
        await notebook.PrintedAsync($"value = {value}");

        var cell = await notebook.RunAsync("#!sql-query\nSELECT @value AS Value");

        Assert.Equal("error", cell.Status);
        Assert.Contains(code, cell.ErrorText, StringComparison.Ordinal);
        Assert.Contains(words, cell.ErrorText, StringComparison.Ordinal);
        Assert.DoesNotContain("00000001", cell.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_named_answer_is_a_pandas_frame_and_CSharp_has_it_too()
    {
        Python.RequireSpark();
        var notebook = await signedIn.OpenAsync();
        await notebook.PrintedAsync("minimum = 6000");

        await notebook.PrintedAsync("#!sql-query --name orders\nSELECT OrderId, Status, Total FROM sales.Orders WHERE Total > @minimum\nSELECT 1 AS One");

        Assert.Equal("DataFrame True Int32 string True [1]\n", await notebook.PrintedAsync(
            "print(type(orders).__name__, len(orders) > 0, orders.OrderId.dtype, orders.Status.dtype, (orders.Total > minimum).all(), list(orders_2.One))"));
        Assert.Equal((await notebook.PrintedAsync("print(len(orders))")).Trim(), (await notebook.PrintedAsync("#!csharp\nConsole.Write(orders.Rows.Count);")).Trim());
    }

    [Fact]
    public async Task A_failing_cell_fails_with_our_message_and_no_frame_of_Python()
    {
        var notebook = await signedIn.OpenAsync();

        var missing = await notebook.RunAsync("#!sql-query\nSELECT @nowhere");
        var refused = await notebook.RunAsync("#!sql-query\nSELECT * FROM sales.Nothing");
        var thrown = await notebook.RunAsync("#!csharp\nthrow new InvalidOperationException(\"boom\");");

        Assert.All([missing, refused, thrown], cell =>
        {
            Assert.Equal(("error", "NotebookSqlError"), (cell.Status, cell.ErrorName));
            Assert.DoesNotContain("notebook_sql_auth", string.Join('\n', cell.Traceback), StringComparison.Ordinal);
            Assert.DoesNotContain("Traceback", string.Join('\n', cell.Traceback), StringComparison.Ordinal);
        });
        Assert.Contains("no Python variable of that name", missing.ErrorText, StringComparison.Ordinal);
        Assert.Contains("`nowhere = 100`", missing.ErrorText, StringComparison.Ordinal);
        Assert.Contains("boom", thrown.ErrorText, StringComparison.Ordinal);
        Assert.Contains(missing.Messages, message => message.Form("text/html").Contains("nsa-error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_word_that_Python_keeps_for_itself_names_no_frame()
    {
        Python.RequireSpark();
        var notebook = await signedIn.OpenAsync();

        var cell = await notebook.RunAsync("#!sql-query --name lambda\nSELECT 1 AS One");

        Assert.Contains("NSA2301", cell.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Console_output_comes_to_the_stream_it_was_written_to()
    {
        var notebook = await signedIn.OpenAsync();

        var cell = await notebook.RunAsync("#!csharp\nConsole.WriteLine(\"out\");\nConsole.Error.WriteLine(\"aside\");\n6 * 7");

        Assert.Equal("out\n", cell.Text);
        Assert.Contains(cell.Messages, message => message.Type == "stream" && message.Content.GetProperty("name").GetString() == "stderr" && message.Content.GetProperty("text").GetString()!.Contains("aside", StringComparison.Ordinal));
        Assert.Equal("42", cell.Shown);
    }

    [Fact]
    public async Task A_hundred_thousand_lines_come_whole()
    {
        var notebook = await signedIn.OpenAsync();

        var text = await notebook.PrintedAsync("#!csharp\nfor (var line = 0; line < 100_000; line++) Console.WriteLine(line);");

        Assert.Equal(string.Concat(Enumerable.Range(0, 100_000).Select(line => $"{line}\n")), text);
    }

    [Fact]
    public async Task Other_cells_stay_Pythons_own()
    {
        var notebook = await signedIn.OpenAsync();

        Assert.Equal("3\n", await notebook.PrintedAsync("#!/usr/bin/env python3\nprint(1 + 2)"));
        Assert.Equal("4\n", await notebook.PrintedAsync("x = '''\n#!aad-login'''\nprint(2 + 2)"));
        var spaced = await notebook.RunAsync("\n\n  #!sql-query --help");
        Assert.True(spaced.Status == "ok", spaced.ToString());
        Assert.Contains("--max-rows", spaced.Shown, StringComparison.Ordinal);
        Assert.Contains("the Python variable `minimum`", spaced.Shown, StringComparison.Ordinal);
    }

    private static string IdOf(IPythonMessage message) => message.Content.GetProperty("transient").GetProperty("display_id").GetString()!;

    [Fact]
    public async Task A_cell_that_asks_is_answered_by_the_notebooks_user()
    {
        var notebook = await signedIn.OpenAsync();

        var cell = await notebook.RunAsync("#!csharp\nConsole.WriteLine(\"Hello \" + Console.ReadLine());", answers: ["Ada"]);

        Assert.Equal("Hello Ada\n", cell.Text);
        Assert.Single(cell.Messages, message => message.Type == "input_request");
    }

    [Fact]
    public async Task A_cell_that_asks_where_nobody_answers_fails_and_the_next_one_works()
    {
        var notebook = await signedIn.OpenAsync();

        var asking = await notebook.RunAsync("#!csharp\nConsole.WriteLine(Console.ReadLine());", allowStdin: false);

        Assert.Equal("error", asking.Status);
        Assert.Equal("2\n", await notebook.PrintedAsync("#!csharp\nConsole.WriteLine(1 + 1);"));
    }
}

namespace NotebookSqlAuth.Hosts.Tests.Language;

/// <summary>What somebody who types in a notebook is told, through a live kernel.</summary>
public sealed class LanguageTests(LiveLanguage live) : IClassFixture<LiveLanguage>
{
    private const string Order = "#!sql-query\nSELECT o.| FROM sales.Orders o";

    private static readonly string[] s_orderColumns = ["OrderId", "CustomerId", "OrderedAt", "ShippedAt", "Status", "Channel", "Discount", "Total"];

    [Fact]
    public async Task A_variable_of_an_earlier_cell_is_completed_and_explained_by_its_type()
    {
        await live.RunAsync("var cities = new System.Collections.Generic.List<string> { \"Ulm\" }; object anything = cities;");

        Assert.Equal("cities", (await live.NamesAsync("cit|"))[0]);
        Assert.Contains("AddRange", await live.NamesAsync("cities.Add|"));
        Assert.Equal("(field) List<string> cities", await live.InspectAsync("cities|"));
        Assert.EndsWith("Holds a System.Collections.Generic.List`1[System.String] now.", await live.InspectAsync("any|thing"), StringComparison.Ordinal);
        Assert.Contains("void List<string>.Clear()", await live.InspectAsync("cities|", detail: 1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_shows_its_signature_and_the_parameter_at_the_cursor()
    {
        await live.RunAsync("/// <summary>Scales.</summary>\n/// <param name=\"by\">How much.</param>\nint Scale(int value, int by = 2) => value * by;");

        Assert.Equal("int Scale(int value, int by = 2)\n\nScales.\n\nby: How much.", await live.InspectAsync("Scale(1, |"));
        Assert.StartsWith("void Console.WriteLine()", await live.InspectAsync("Console.Write|Line"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_type_of_a_referenced_package_is_completed()
    {
        await live.RunAsync("#r \"nuget: OxyPlot.Core, 2.2.0\"\nusing OxyPlot;");

        Assert.Contains("PlotModel", await live.NamesAsync("new PlotM|"));
        Assert.Contains("Title", await live.NamesAsync("new PlotModel { Tit|"));
        Assert.Empty(await live.NamesAsync("#r \"nuget: Oxy|"));
    }

    [Fact]
    public async Task Code_above_a_magic_of_the_same_cell_is_known_below_it() =>
        Assert.Contains("Length", await live.NamesAsync("var text = \"\";\n#!time\ntext.Len|"));

    [Fact]
    public async Task What_is_wrong_is_told_where_a_word_has_no_other_meaning()
    {
        Assert.StartsWith("CS0103: The name 'nonesuch'", await live.InspectAsync("var x = none|such;"), StringComparison.Ordinal);
        Assert.StartsWith("SQL46010: Incorrect syntax near", await live.InspectAsync("#!sql-query\nSELECT 1 FROM a b cde|f"), StringComparison.Ordinal);
        Assert.Contains("Did you mean `--name`?", await live.InspectAsync("#!sql-query --na|m x\nSELECT 1"), StringComparison.Ordinal);
        Assert.Null(await live.InspectAsync(" | "));
    }

    [Fact]
    public async Task A_magic_nobody_knows_is_told_by_the_hover_as_by_the_run()
    {
        Assert.Contains("Did you mean `#!sql-query`?", await live.InspectAsync("#!sql-qu|rey"), StringComparison.Ordinal);
        Assert.Contains("Did you mean `#!sql-query`?", await live.FailAsync("1 + 1\n#!sql-qurey"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_magic_its_options_and_their_values_are_completed_with_what_they_are_for()
    {
        await live.RunAsync("#!sql-query --name few\nSELECT TOP 2 OrderId FROM sales.Orders");

        var magics = await live.CompleteAsync("#!sql|");
        Assert.Equal(["#!sql-connect", "#!sql-query"], magics.Names);
        Assert.All(magics.Types, type => Assert.True(type is ("magic", { Length: > 20 })));
        Assert.Contains("#!time", await live.NamesAsync("var x = 1;\n#!|"));
        var options = await live.CompleteAsync("#!sql-query --con|");
        Assert.Equal(("option", "Which connection; without it the latest one."), options.Types.Single());
        Assert.Equal("#!sql-query --connection default", (await live.CompleteAsync("#!sql-query --connection |")).Taken);
        Assert.Equal(("variable", "2 rows × 1 column"), (await live.CompleteAsync("#!to-spark --frame fe|")).Types.Single());
        Assert.Single(await live.NamesAsync("#!sql-connect --account |"));
        Assert.Contains("Runs T-SQL", await live.InspectAsync("#!sql-qu|ery"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_tables_and_schemas_of_the_connected_database_are_completed_and_explained()
    {
        Assert.Equal(s_orderColumns, await live.KnownAsync(Order));
        Assert.Equal("sales.Orders", (await live.NamesAsync("#!sql-query\nSELECT * FROM sales.Orders JOIN Ord|"))[1]);
        Assert.Contains("sales", await live.NamesAsync("#!sql-query\nSELECT * FROM s|"));
        Assert.Equal("SELECT", (await live.NamesAsync("#!sql-query\nSEL|"))[0]);
        Assert.Equal("select", (await live.NamesAsync("#!sql-query\nsel|"))[0]);
        Assert.Equal(
            "Total decimal(12,2) not null\nColumn of the table sales.Orders. Never NULL.\nWhat the order's lines come to, less the discount.",
            await live.InspectAsync("#!sql-query\nSELECT o.To|tal FROM sales.Orders o"));
    }

    [Theory]
    [InlineData("/* 🐟🐟 */ Console.WriteL|", "/* 🐟🐟 */ Console.WriteLine")]
    [InlineData("var 魚 = \"🐟\"; 魚.Leng|", "var 魚 = \"🐟\"; 魚.Length")]
    [InlineData("#!sql-query\n-- 🐟\nSELECT N'🐟', o.Shipp| FROM sales.Orders o", "#!sql-query\n-- 🐟\nSELECT N'🐟', o.ShippedAt FROM sales.Orders o")]
    [InlineData("// 🐟\n#!sql-query --connec| default", "// 🐟\n#!sql-query --connection default")]
    public async Task A_character_of_two_units_before_the_cursor_shifts_nothing(string typed, string taken)
    {
        await live.KnownAsync(Order);

        Assert.Equal(taken, (await live.CompleteAsync(typed)).Taken);
    }

    [Theory]
    [InlineData("Console.WriteLine(\"begun\"); while (true) { }")]
    [InlineData("Console.WriteLine(\"begun\");\n#!sql-query\nWAITFOR DELAY '01:00:00'")]
    public async Task Typing_goes_on_while_a_cell_runs(string cell)
    {
        await live.KnownAsync(Order);
        await live.RunAsync("var known = \"\";");
        await live.BeginAsync(cell);

        Assert.Contains("Length", await live.NamesAsync("known.|"));
        Assert.Equal(s_orderColumns, await live.NamesAsync(Order));
        Assert.NotNull(await live.InspectAsync("known|"));
        Assert.Equal("incomplete", await live.CompletenessAsync("if (true) {"));
        Assert.Equal("error", await live.StopAsync());
    }

    [Fact]
    public async Task A_table_that_a_cell_has_made_is_known_to_its_connection_and_to_no_other()
    {
        await live.RunAsync("#!sql-connect --name other");
        await live.RunAsync("#!sql-query --connection other\nCREATE TABLE #remarks (OrderId int NOT NULL, Remark nvarchar(40))");
        await live.RunAsync("#!sql-connect");

        Assert.Equal(["OrderId", "Remark"], await live.NamesAsync("#!sql-query --connection other\nSELECT r.| FROM #remarks r"));
        Assert.Empty(await live.NamesAsync("#!sql-query\nSELECT r.| FROM #remarks r"));
        Assert.Equal(["default", "other"], await live.NamesAsync("#!sql-query --connection |"));
        Assert.StartsWith("Remark nvarchar(40)", await live.InspectAsync("#!sql-query --connection other\nSELECT Rem|ark FROM #remarks"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_sign_out_the_databases_names_are_gone_and_the_languages_words_stay()
    {
        await live.KnownAsync(Order);
        await live.RunAsync("#!aad-logout");

        Assert.Empty(await live.NamesAsync(Order));
        Assert.Empty(await live.NamesAsync("#!sql-query --connection |"));
        Assert.Contains("WHERE", await live.NamesAsync("#!sql-query\nSELECT 1 FROM t WH|"));

        await live.ConnectAsync();
        Assert.Equal(s_orderColumns, await live.NamesAsync(Order));
    }

    [Theory]
    [InlineData("1 + 1", "complete")]
    [InlineData("if (true) {", "incomplete")]
    [InlineData("foo bar baz;", "invalid")]
    [InlineData("#!aad-login", "complete")]
    [InlineData("#!sql-query\nSELECT 1", "incomplete")]
    [InlineData("#!sql-query\nSELECT 1\n", "complete")]
    [InlineData("#!sql-query\nSELECT (1\n", "incomplete")]
    [InlineData("#!sql-query\nSELECT (1\n\n", "complete")]
    [InlineData("#!csharp\nif (true) {", "incomplete")]
    public async Task A_console_knows_when_a_cell_is_whole(string code, string status) => Assert.Equal(status, await live.CompletenessAsync(code));
}

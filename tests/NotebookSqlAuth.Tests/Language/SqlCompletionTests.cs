using NotebookSqlAuth.Tests.Magics;
using Xunit;

namespace NotebookSqlAuth.Tests.Language;

public sealed class SqlCompletionTests(Typing typing) : IClassFixture<Typing>
{
    private static readonly string[] s_orderColumns = ["OrderId", "CustomerId", "OrderedAt", "ShippedAt", "Status", "Channel", "Discount", "Total"];

    [Fact]
    public void From_offers_tables_by_their_schema_and_the_schemas()
    {
        var names = Sql("SELECT * FROM |");

        Assert.Contains("sales.Orders", names);
        Assert.Contains("types.everything", names);
        Assert.Contains("sales", names);
        Assert.DoesNotContain("SELECT", names);
    }

    [Theory]
    [InlineData("SELECT * FROM sal|")]
    [InlineData("SELECT * FROM Ord|")]
    [InlineData("select * from sales.Customers c join Ord|")]
    [InlineData("SELECT * FROM sales.Customers AS c, Ord|")]
    [InlineData("UPDATE Ord|")]
    [InlineData("INSERT INTO sales.Ord|")]
    public void A_table_is_found_by_its_schema_or_its_name(string sql) =>
        Assert.Contains(Sql(sql), name => name is "sales.Orders" or "Orders");

    [Fact]
    public void A_schemas_dot_offers_what_is_in_it_with_descriptions()
    {
        var table = typing.Suggestion("#!sql-query\nSELECT * FROM sales.|", "Orders");

        Assert.Equal(("table", "One row for each order; its lines are in OrderLines."), (table.Kind, table.Description));
        Assert.Equal(["Customers", "OrderLines", "Orders", "Products"], Sql("SELECT * FROM sales.|"));
        Assert.Equal("#!sql-query\nSELECT * FROM sales.Products", typing.Take("#!sql-query\nSELECT * FROM sales.Pr|o"));
    }

    [Theory]
    [InlineData("SELECT o.| FROM sales.Orders o")]
    [InlineData("SELECT o.| FROM sales.Orders AS o WHERE o.Total > 5")]
    [InlineData("SELECT 1 FROM sales.Customers c INNER JOIN sales.Orders [o] ON o.|")]
    [InlineData("SELECT Orders.| FROM sales.Orders")]
    [InlineData("SELECT sales.Orders.| FROM sales.Orders")]
    [InlineData("SELECT * FROM sales.Customers c WHERE EXISTS (SELECT 1 FROM sales.Orders o WHERE o.|)")]
    [InlineData("SELECT * FROM sales.Orders o WHERE EXISTS (SELECT 1 FROM sales.Customers c WHERE c.CustomerId = o.|)")]
    [InlineData("SELECT 1 FROM sales.Customers o; SELECT o.| FROM sales.Orders o")]
    [InlineData("SELECT 1 FROM sales.Customers o\nGO\nSELECT o.| FROM sales.Orders o")]
    [InlineData("SELECT 1 FROM sales.Customers o UNION ALL SELECT o.| FROM sales.Orders o")]
    [InlineData("UPDATE o SET Status = o.| FROM sales.Orders o")]
    [InlineData("SELECT o.| FROM (sales.Orders o INNER JOIN sales.Customers c ON 1 = 1)")]
    [InlineData("SELECT \"o\".| FROM \"sales\".\"Orders\" AS \"o\"")]
    [InlineData("SELECT 'it''s', /* FROM x o */ o.| FROM sales.Orders o -- FROM y o")]
    public void An_alias_dot_offers_the_columns_of_its_own_table(string sql) => Assert.Equal(s_orderColumns, Sql(sql));

    [Theory]
    [InlineData("SELECT d.| FROM (SELECT OrderId, Total * 2 AS Twice, o.Status, Rows = COUNT(*) FROM sales.Orders o) AS d", new[] { "OrderId", "Twice", "Status", "Rows" })]
    [InlineData("WITH recent AS (SELECT * FROM sales.Orders), few (a, b) AS (SELECT OrderId, Total FROM recent) SELECT few.| FROM few", new[] { "a", "b" })]
    [InlineData("WITH tree AS (SELECT OrderId FROM sales.Orders UNION ALL SELECT t.OrderId FROM tree t) SELECT tree.| FROM tree", new[] { "OrderId" })]
    [InlineData("CREATE TABLE #big (id int NOT NULL, [the name] nvarchar(20)); SELECT b.| FROM #big b", new[] { "id", "[the name]" })]
    [InlineData("SELECT OrderId AS id, Total INTO #t FROM sales.Orders; SELECT #t.| FROM #t", new[] { "id", "Total" })]
    [InlineData("DECLARE @t TABLE (x int, y date); SELECT a.| FROM @t a", new[] { "x", "y" })]
    [InlineData("SELECT v.| FROM (VALUES (1, 'a'), (2, 'b')) AS v (n, letter)", new[] { "n", "letter" })]
    [InlineData("SELECT d.| FROM (SELECT OrderId, Total FROM sales.Orders) d (id, amount)", new[] { "id", "amount" })]
    [InlineData("SELECT j.| FROM sales.Orders o CROSS APPLY OPENJSON(o.Status) WITH (id int, [the name] nvarchar(10) '$.name') j", new[] { "id", "[the name]" })]
    public void A_query_or_a_table_of_the_text_itself_has_columns_too(string sql, string[] columns) => Assert.Equal(columns, Sql(sql));

    [Fact]
    public void A_derived_column_keeps_the_type_of_its_origin() =>
        Assert.Equal("decimal(12,2) not null · f · What the order's lines come to, less the discount.", typing.Suggestion(
            "#!sql-query\nWITH f AS (SELECT Total AS t FROM sales.Orders) SELECT f.| FROM f", "t").Description);

    [Fact]
    public void A_column_taken_from_json_has_the_type_that_it_is_given() => Assert.Equal("nvarchar(10) · OPENJSON", typing.Suggestion(
        "#!sql-query\nSELECT j.| FROM OPENJSON('[]') WITH (name nvarchar(10) '$.name') j", "name").Description);

    [Theory]
    [InlineData("SELECT Sta| FROM sales.Orders")]
    [InlineData("SELECT * FROM sales.Orders WHERE Sta|")]
    [InlineData("SELECT * FROM sales.Orders WHERE Total > 1 AND Sta|")]
    [InlineData("SELECT * FROM sales.Orders ORDER BY OrderId, Sta|")]
    [InlineData("INSERT INTO sales.Orders (OrderId, Sta|)")]
    [InlineData("DELETE FROM sales.Orders WHERE Sta|")]
    [InlineData("UPDATE sales.Orders SET Sta|")]
    [InlineData("SELECT MAX(Sta|) FROM sales.Orders")]
    [InlineData("SELECT Sta|")]
    public void A_column_is_found_by_its_first_letters(string sql) => Assert.Equal("Status", Sql(sql)[0]);

    [Fact]
    public void A_column_says_its_type_its_table_and_its_description()
    {
        var column = typing.Suggestion("#!sql-query\nSELECT Sh| FROM sales.Orders", "ShippedAt");

        Assert.Equal(("column", "datetime2(0) · sales.Orders · When it left the warehouse, UTC; NULL while it has not."), (column.Kind, column.Description));
    }

    [Theory]
    [InlineData("SEL|", "SELECT")]
    [InlineData("SELECT 1 FROM sales.Orders WH|", "WHERE")]
    [InlineData("SELECT 1 FROM sales.Orders o ORD|", "ORDER")]
    public void A_keyword_is_found_by_its_first_letters(string sql, string keyword) => Assert.Contains(keyword, Sql(sql));

    [Fact]
    public void Who_writes_small_letters_goes_on_in_them()
    {
        Assert.Equal(["select"], Sql("sel|"));
        Assert.Contains("dateadd", Sql("select datea|"));
        Assert.Contains("Status", Sql("select sta| from sales.Orders"));
    }

    [Fact]
    public void In_brackets_there_are_names_only()
    {
        Assert.Equal("SELECT Status FROM sales.Orders", typing.Take("#!sql-query\nSELECT [Sta|] FROM sales.Orders")[12..]);
        Assert.DoesNotContain("SELECT", Sql("SELECT [S| FROM sales.Orders"));
    }

    [Fact]
    public void In_a_script_of_many_pages_the_words_around_the_cursor_are_read()
    {
        var page = string.Concat(Enumerable.Repeat("SELECT x.OrderId FROM sales.Customers x WHERE x.CustomerId = 1;\n", 1000));

        Assert.Equal(s_orderColumns, Sql($"{page}SELECT x.| FROM sales.Orders x;\n{page}"));
    }

    [Fact]
    public void A_function_shows_how_it_is_called() =>
        Assert.Equal("DATEADD(part, number, date)", typing.Suggestion("#!sql-query\nSELECT DATEA|", "DATEADD").Description);

    [Theory]
    [InlineData("SELECT 'sal|'")]
    [InlineData("SELECT 1 -- sal|")]
    [InlineData("/* sal| */ SELECT 1")]
    [InlineData("SELECT 'sal|")]
    public void Nothing_is_offered_in_a_string_or_a_comment(string sql) => Assert.Empty(Sql(sql));

    [Fact]
    public void A_name_that_is_no_plain_word_is_put_in_brackets()
    {
        Assert.Contains("[user]", Sql("CREATE TABLE #t ([user] int); SELECT x.| FROM #t x"));
        Assert.Equal("#!sql-query\nCREATE TABLE #t ([a b] int); SELECT x.[a b] FROM #t x", typing.Take("#!sql-query\nCREATE TABLE #t ([a b] int); SELECT x.[a|] FROM #t x"));
    }

    [Fact]
    public void An_at_sign_offers_the_notebooks_variables_and_those_that_the_sql_declares()
    {
        typing.Notebook.Variables["minimum"] = 100m;

        var variables = typing.Suggest("#!sql-query\nDECLARE @mine int = 1, @more AS date; SELECT * FROM sales.Orders WHERE Total > @m|").Items;

        Assert.Equal(["@mine", "@more", "@minimum"], variables.Select(variable => variable.Text));
        Assert.Equal("The notebook's variable, Decimal", variables[2].Description);
    }

    [Fact]
    public void Positions_are_right_after_windows_line_ends_and_an_emoji() =>
        Assert.Equal(
            "#!sql-query --name x\r\n-- 🐟\r\nSELECT '🐟', o.Status FROM sales.Orders o",
            typing.Take("#!sql-query --name x\r\n-- 🐟\r\nSELECT '🐟', o.Stat| FROM sales.Orders o"));

    [Fact]
    public async Task A_temp_table_of_an_earlier_cell_is_known_until_its_session_ends()
    {
        await typing.Notebook.RunAsync("#!sql-connect --name short");
        await typing.Notebook.RunAsync("#!sql-query --connection short\nCREATE TABLE #kept (id int, note nvarchar(10))");

        Assert.Equal(["id", "note"], typing.Names("#!sql-query --connection short\nSELECT k.| FROM #kept k"));
        Assert.Empty(typing.Names("#!sql-query --connection default\nSELECT k.| FROM #kept k"));

        await typing.Notebook.RunAsync("#!sql-connect --name short");

        Assert.Empty(typing.Names("#!sql-query --connection short\nSELECT k.| FROM #kept k"));
        await typing.Notebook.RunAsync("#!sql-connect");
    }

    [Fact]
    public async Task Without_a_connection_the_words_of_the_language_are_offered_and_nothing_fails()
    {
        await using var notebook = await SandboxNotebook.StartAsync();
        using var language = new NotebookSqlAuth.Language.MagicLanguage(notebook.Session);
        const string Text = "#!sql-query\nSELECT * FROM sales.Orders WH";

        Assert.Equal(["WHERE", "WHEN", "WHILE"], language.Complete(Text, Text.Length, []).Items.Select(item => item.Text));
        Assert.Null(language.Explain(Text, Text.Length - 6, []));
    }

    [Fact]
    public void Spark_sql_offers_its_own_words() => Assert.Contains("RLIKE", typing.Names("#!spark-sql\nSELECT * FROM orders WHERE name RL|"));

    private IReadOnlyList<string> Sql(string sql) => typing.Names("#!sql-query\n" + sql);
}

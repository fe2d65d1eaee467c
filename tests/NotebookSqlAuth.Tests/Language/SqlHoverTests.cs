using NotebookSqlAuth.Language;
using NotebookSqlAuth.Sandbox;
using NotebookSqlAuth.Tests.Magics;
using Xunit;

namespace NotebookSqlAuth.Tests.Language;

public sealed class SqlHoverTests(Typing typing) : IClassFixture<Typing>
{
    [Theory]
    [InlineData("SELECT o.Ship|pedAt FROM sales.Orders o")]
    [InlineData("SELECT ShippedAt| FROM sales.Orders")]
    [InlineData("SELECT [Shipped|At] FROM sales.Orders")]
    [InlineData("SELECT sales.Orders.ShippedAt| FROM sales.Orders")]
    [InlineData("select |shippedat from sales.orders")]
    public void A_column_tells_its_type_nullability_table_and_description(string sql) => Assert.Equal(
        "ShippedAt datetime2(0)\nColumn of the table sales.Orders. Takes NULL.\nWhen it left the warehouse, UTC; NULL while it has not.",
        Explain(sql)!.PlainText);

    [Fact]
    public void A_column_that_is_never_null_says_so() =>
        Assert.StartsWith("Total decimal(12,2) not null\nColumn of the table sales.Orders. Never NULL.", Explain("SELECT Total| FROM sales.Orders")!.PlainText, StringComparison.Ordinal);

    [Theory]
    [InlineData("SELECT * FROM sales.Prod|ucts")]
    [InlineData("SELECT p|.Name FROM sales.Products p")]
    [InlineData("SELECT Products|.Name FROM sales.Products")]
    public void A_table_or_its_alias_tells_its_description_and_its_columns(string sql) => Assert.Equal(
        "table sales.Products\nWhat is sold.\nProductId int not null\nName nvarchar(80) not null\nCategory varchar(30) not null\nUnitPrice decimal(10,2) not null\nDiscontinued bit not null",
        Explain(sql)!.PlainText);

    [Fact]
    public void A_schema_tells_how_much_it_holds() =>
        Assert.Equal("schema sales\nHolds 4 objects of the database SandboxSales.", Explain("SELECT * FROM sal|es.Orders")!.PlainText);

    [Fact]
    public void A_variable_tells_where_its_value_comes_from()
    {
        typing.Notebook.Variables["least"] = 100m;

        Assert.Contains("Takes the notebook's variable, a Decimal.", Explain("SELECT @lea|st")!.PlainText, StringComparison.Ordinal);
        Assert.Contains("there is none yet", Explain("SELECT @nobody|")!.PlainText, StringComparison.Ordinal);
        Assert.Contains("Declared in this SQL.", Explain("DECLARE @own int = 1; SELECT @own|")!.PlainText, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_tells_how_it_is_called() => Assert.StartsWith("LEN(text)", Explain("SELECT LE|N('x')")!.PlainText, StringComparison.Ordinal);

    [Theory]
    [InlineData("SELECT 'sal|es'")]
    [InlineData("SELECT 1 + | 2")]
    [InlineData("SEL|ECT 1")]
    [InlineData("SELECT nothing| FROM sales.Orders")]
    public void What_nobody_knows_is_not_explained(string sql) => Assert.Null(Explain(sql));

    [Fact]
    public void Markup_in_a_name_stays_text() =>
        Assert.Contains("&lt;script&gt;", Explain("CREATE TABLE #t ([<script>] int); SELECT [<script>]| FROM #t")!.Html, StringComparison.Ordinal);

    [Fact]
    public async Task A_catalogue_that_cannot_be_read_is_silent_while_typing_and_told_where_a_name_is_explained()
    {
        await using var notebook = await SandboxNotebook.StartConnectedAsync();
        await notebook.Sandbox.DisposeAsync();
        using var language = new MagicLanguage(notebook.Session);
        const string Text = "#!sql-query\nSELECT Total FROM sales.Orders";

        Assert.Contains("SELECT", language.Complete(Text, 14, []).Items.Select(item => item.Text));
        await language.SettledAsync();

        Assert.Contains("SELECT", language.Complete(Text, 14, []).Items.Select(item => item.Text));
        var explanation = language.Explain(Text, 20, [])!.PlainText;
        Assert.Contains("could not be read", explanation, StringComparison.Ordinal);
        Assert.Contains("NSA1", explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_catalogue_that_could_not_be_read_is_tried_again_a_minute_later()
    {
        await using var notebook = await SandboxNotebook.StartConnectedAsync();
        var time = new SkippedTime();
        using var language = new MagicLanguage(notebook.Session, time: time);
        const string Text = "#!sql-query\nSELECT Total FROM sales.Orders";
        notebook.Sandbox.Faults.Tds.FailNextLogins(1, 40615);

        language.Explain(Text, 20, []);
        await language.SettledAsync();
        Assert.Contains("could not be read", language.Explain(Text, 20, [])!.PlainText, StringComparison.Ordinal);
        time.Skip(TimeSpan.FromSeconds(61));
        language.Explain(Text, 20, []);
        await language.SettledAsync();

        Assert.Contains("decimal(12,2)", language.Explain(Text, 20, [])!.PlainText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_catalogue_that_is_being_read_is_said_to_be()
    {
        await using var notebook = await SandboxNotebook.StartConnectedAsync();
        using var language = new MagicLanguage(notebook.Session);
        const string Text = "#!sql-query\nSELECT Total FROM sales.Orders";

        Assert.Contains("is being read", language.Explain(Text, 20, [])!.PlainText, StringComparison.Ordinal);
        await language.SettledAsync();

        Assert.Contains("decimal(12,2)", language.Explain(Text, 20, [])!.PlainText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_catalogue_is_read_again_when_it_is_old_and_after_a_cell_that_may_have_changed_it()
    {
        await using var notebook = await SandboxNotebook.StartConnectedAsync();
        var time = new SkippedTime();
        using var language = new MagicLanguage(notebook.Session, time: time);
        const string Text = "#!sql-query\nSELECT * FROM ";

        var readings = await ReadingsAfterAsync(() => language.Complete(Text, Text.Length, []));
        Assert.Equal(1, readings);

        Assert.Equal(readings, await ReadingsAfterAsync(() => language.Complete(Text, Text.Length, [])));
        time.Skip(TimeSpan.FromMinutes(11));
        Assert.Equal(readings + 1, await ReadingsAfterAsync(() => language.Complete(Text, Text.Length, [])));

        await notebook.RunAsync("#!sql-query\nSELECT 1 AS x");
        Assert.Equal(readings + 1, await ReadingsAfterAsync(() => null));
        await notebook.RunAsync("#!sql-query\nCREATE TABLE #t (id int)");
        Assert.Equal(readings + 2, await ReadingsAfterAsync(() => null));

        async Task<int> ReadingsAfterAsync(Func<object?> ask)
        {
            ask();
            await language.SettledAsync();
            return notebook.Sandbox.Audit.Entries.Count(entry => entry.Statement.Contains("sys.extended_properties", StringComparison.Ordinal));
        }
    }

    private CellOutput? Explain(string sql) => typing.Explain("#!sql-query\n" + sql);

    private sealed class SkippedTime : TimeProvider
    {
        private TimeSpan _skipped;

        public override long GetTimestamp() => base.GetTimestamp() + (long)(_skipped.TotalSeconds * TimestampFrequency);

        public void Skip(TimeSpan time) => _skipped += time;
    }
}

namespace NotebookSqlAuth.Hosts.Tests.IPython;

/// <summary>The notebook's own Spark, a real PySpark 3.5.</summary>
public sealed class SparkTests(SignedInNotebook signedIn) : IClassFixture<SignedInNotebook>
{
    [Fact]
    public async Task A_query_streams_into_a_Spark_frame_and_view_that_group_as_the_database_does()
    {
        var notebook = await StartAsync();
        await notebook.PrintedAsync("minimum = 1000");

        var made = await notebook.RunAsync("#!sql-query --spark orders\nSELECT OrderId, Channel, Total FROM sales.Orders WHERE Total > @minimum");
        await notebook.PrintedAsync("#!sql-query --name grouped\nSELECT Channel, COUNT(*) AS Orders, SUM(Total) AS Revenue FROM sales.Orders WHERE Total > @minimum GROUP BY Channel ORDER BY Channel");

        Assert.True(made.Status == "ok", made.ToString());
        Assert.Contains("as an Arrow file that the driver read", made.Shown, StringComparison.Ordinal);
        Assert.Contains("in Python, `orders` is its Spark DataFrame", made.Shown, StringComparison.Ordinal);
        const string Rows = "[(r.Channel, int(r.Orders), str(r.Revenue)) for r in {0}]";
        var expected = await notebook.PrintedAsync($"print({string.Format(null, Rows, "grouped.itertuples()")})");
        Assert.Contains("Web", expected, StringComparison.Ordinal);
        Assert.Equal(expected, await notebook.PrintedAsync(
            $"import pyspark.sql.functions as F\nprint({string.Format(null, Rows, "orders.groupBy('Channel').agg(F.count('*').alias('Orders'), F.sum('Total').alias('Revenue')).orderBy('Channel').collect()")})"));
        Assert.Equal(expected, await notebook.PrintedAsync(
            $"print({string.Format(null, Rows, "spark.sql('SELECT Channel, COUNT(*) AS Orders, SUM(Total) AS Revenue FROM orders GROUP BY Channel ORDER BY Channel').collect()")})"));
    }

    [Fact]
    public async Task Spark_SQL_binds_Python_variables_and_its_answer_is_a_pandas_frame()
    {
        var notebook = await StartAsync();
        await notebook.PrintedAsync("import decimal\nspark.createDataFrame([(1, decimal.Decimal('1.50')), (2, decimal.Decimal('2.50')), (3, None)], 'n int, price decimal(10,2)').createOrReplaceTempView('prices')\nleast = 2");

        await notebook.PrintedAsync("#!spark-sql --name dear\nSELECT n, price FROM prices WHERE n >= :least ORDER BY n");
        await notebook.PrintedAsync("#!spark-sql --spark cheap\nSELECT n FROM prices WHERE n < :least");

        Assert.Equal("Int32 [2, 3] [Decimal('2.50'), None]\n", await notebook.PrintedAsync("print(dear.n.dtype, list(dear.n), list(dear.price))"));
        Assert.Equal("1 1\n", await notebook.PrintedAsync("print(cheap.count(), spark.table('cheap').count())"));
    }

    [Fact]
    public async Task A_pandas_frame_as_it_is_now_becomes_a_Spark_view()
    {
        var notebook = await StartAsync();
        await notebook.PrintedAsync("#!sql-query --name few\nSELECT TOP 3 OrderId, Channel FROM sales.Orders ORDER BY OrderId");
        await notebook.PrintedAsync("few = few[few.OrderId > 1].assign(Double=few.OrderId * 2)");

        await notebook.PrintedAsync("#!to-spark --frame few --name few_there");

        Assert.Equal("[(2, 4), (3, 6)]\n", await notebook.PrintedAsync("print([(r.OrderId, r.Double) for r in few_there.orderBy('OrderId').collect()])"));
    }

    [Fact]
    public async Task What_Spark_refuses_fails_the_cell_with_Sparks_own_words()
    {
        var notebook = await StartAsync();

        var cell = await notebook.RunAsync("#!spark-sql\nSELECT nothing FROM nowhere");

        Assert.Contains("NSA3143", cell.ErrorText, StringComparison.Ordinal);
        Assert.Contains("nowhere", cell.ErrorText, StringComparison.Ordinal);
        Assert.Single(cell.Traceback);
    }

    [Fact]
    public async Task Without_a_session_the_error_says_so()
    {
        Python.RequireSpark();
        var notebook = await signedIn.OpenAsync();
        await notebook.PrintedAsync("spark = None");

        var cell = await notebook.RunAsync("#!sql-query --spark orders\nSELECT 1 AS One");

        Assert.Contains("NSA2401", cell.ErrorText, StringComparison.Ordinal);
    }

    /// <summary>A Spark session in the variable `spark`, as Databricks has one.</summary>
    internal static async Task StartSparkAsync(IPythonNotebook notebook)
    {
        Python.RequireSpark();
        await notebook.PrintedAsync(
            """
            from pyspark.sql import SparkSession
            spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.sql.session.timeZone", "UTC").getOrCreate()
            """);
    }

    private async Task<IPythonNotebook> StartAsync()
    {
        Python.RequireSpark();
        var notebook = await signedIn.OpenAsync();
        await StartSparkAsync(notebook);
        return notebook;
    }
}

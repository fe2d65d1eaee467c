using System.Data.SqlTypes;
using System.Globalization;
using System.Text.Json;
using NotebookSqlAuth.Sandbox.Engine.Fixtures;

namespace NotebookSqlAuth.Hosts.Tests.IPython;

/// <summary>Every SQL type's values, edges and NULL, cell by cell in pandas and in the notebook's own Spark.</summary>
public sealed class TypeTests(SignedInNotebook signedIn) : IClassFixture<SignedInNotebook>
{
    /// <summary>Every type that the product supports.</summary>
    public static TheoryData<string> Types =>
        [.. FixtureCatalogue.Tables.Select(table => table.Name).Where(name => name is not ("xml" or "everything"))];

    /// <summary>What a frame holds: its decimals end at 28 digits.</summary>
    public static TheoryData<string> FrameTypes => [.. Types.Select(row => row.Data).Where(name => name != "decimal38")];

    [Theory]
    [MemberData(nameof(FrameTypes))]
    public async Task Pandas_holds_each_value_in_the_documented_dtype(string type)
    {
        Python.RequireSpark();
        var notebook = await signedIn.OpenAsync();
        await notebook.PrintedAsync($"#!sql-query --name rows\nSELECT * FROM types.[{type}]");

        var (types, rows) = Read(await notebook.PrintedAsync("from cell_text import show_pandas\nshow_pandas(rows)"));

        var documented = (await notebook.PrintedAsync(
            $"from notebook_sql_auth.frames import DTYPES\nprint(next(dtype for names, dtype, _ in DTYPES if '{SqlName(type)}' in names))")).Trim();
        // pandas 1 counts in nanoseconds, and holds years beyond its own as objects.
        string[] allowed = documented.StartsWith("datetime64", StringComparison.Ordinal) ? [documented, documented.Replace("us", "ns", StringComparison.Ordinal), "object"] : [documented];
        Assert.Contains(types[1], allowed);
        Assert.Equal(Expected(type, isPandas: true), rows);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public Task Spark_holds_each_value_in_the_documented_type(string type) => CompareInSparkAsync(type, driverReads: true);

    [Theory]
    [MemberData(nameof(Types))]
    public Task Spark_holds_the_same_where_the_cluster_lets_nobody_call_its_own_reader(string type) => CompareInSparkAsync(type, driverReads: false);

    private async Task CompareInSparkAsync(string type, bool driverReads)
    {
        Python.RequireSpark();
        var notebook = await signedIn.OpenAsync();
        await SparkTests.StartSparkAsync(notebook);
        // Rows then go by createDataFrame, as they do to a session of Spark Connect, which has no driver to ask.
        await notebook.PrintedAsync(
            """
            import notebook_sql_auth.spark as way
            from py4j.protocol import Py4JError
            own_reader = globals().get("own_reader", way._read_in_jvm)
            def refuse(*_): raise Py4JError("py4j.security.Py4JSecurityException: Method is not whitelisted")

            """ + (driverReads ? "way._read_in_jvm = own_reader" : "way._read_in_jvm = refuse"));
        await notebook.PrintedAsync($"#!sql-query --spark rows_there\nSELECT * FROM types.[{type}]");

        var (_, rows) = Read(await notebook.PrintedAsync("from cell_text import show_spark\nshow_spark(rows_there)"));

        Assert.Equal(Expected(type, isPandas: false), rows);
    }

    private static (IReadOnlyList<string> Types, IReadOnlyList<string?[]> Rows) Read(string printed)
    {
        using var json = JsonDocument.Parse(printed.Trim().Split('\n')[^1]);
        return (
            [.. json.RootElement.GetProperty("types").EnumerateArray().Select(type => type.GetString()!)],
            [.. json.RootElement.GetProperty("rows").EnumerateArray().Select(row => row.EnumerateArray().Select(cell => cell.GetString()).ToArray())]);
    }

    private static IEnumerable<string?[]> Expected(string type, bool isPandas) =>
        FixtureCatalogue.Find(FixtureCatalogue.Schema, type)!.Rows.Select(row => row.Select(cell => Text(cell, isPandas)).ToArray());

    private static string SqlName(string table) => table.Replace("_max", "", StringComparison.Ordinal).TrimEnd('3', '8');

    private static string? Text(object? value, bool isPandas) => value switch
    {
        null => null,
        bool bit => bit ? "true" : "false",
        float number => BitConverter.SingleToUInt32Bits(number).ToString("x", CultureInfo.InvariantCulture).TrimStart('0'),
        double number => BitConverter.DoubleToUInt64Bits(number).ToString("x", CultureInfo.InvariantCulture).TrimStart('0'),
        SqlDecimal number => Decimal(number.ToString(), isPandas),
        decimal number => Decimal(number.ToString("F4", CultureInfo.InvariantCulture), isPandas),
        DateOnly date => (date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber).ToString(CultureInfo.InvariantCulture),
        DateTime local => Microseconds(local),
        DateTimeOffset instant => Microseconds(instant.UtcDateTime),
        TimeSpan time => isPandas ? time.Ticks.ToString(CultureInfo.InvariantCulture) : time.ToString(@"hh\:mm\:ss\.fffffff", CultureInfo.InvariantCulture),
        Guid id => id.ToString().ToUpperInvariant(),
        byte[] bytes => Convert.ToHexStringLower(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    // pandas has each with the column's scale.
    private static string Decimal(string digits, bool isPandas) => isPandas || !digits.Contains('.', StringComparison.Ordinal) ? digits : digits.TrimEnd('0').TrimEnd('.');

    private static string Microseconds(DateTime time) =>
        ((time.Ticks / TimeSpan.TicksPerMicrosecond) - (DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerMicrosecond)).ToString(CultureInfo.InvariantCulture);
}

using System.Diagnostics;
using NotebookSqlAuth.Spark.Tests.Servers;

namespace NotebookSqlAuth.Spark.Tests.Arrow;

/// <summary>An independent reader of our streams: pyarrow, as PySpark carries it.</summary>
public sealed class PyArrowTests(SandboxDatabase database) : IClassFixture<SandboxDatabase>
{
    private const string Script = """
        import sys, pyarrow as pa
        with pa.ipc.open_stream(sys.stdin.buffer) as reader:
            table = reader.read_all()
        table.validate(full=True)
        for field in table.schema:
            print(field.name, field.type, 'null' if field.nullable else 'not null', sep='|')
        print('--')
        for row in table.to_pylist():
            print('|'.join(value.hex() if isinstance(value, bytes) else str(value) for value in row.values()))
        """;

    private static string? Python { get; } = FindPython();

    private static async Task<string[]> ReadAsync(byte[] stream)
    {
        Assert.SkipWhen(Python is null, "skipped: needs /usr/bin/python3 and a Spark with pyarrow, named by " + SparkHome.Spark3);
        var start = new ProcessStartInfo("/usr/bin/python3") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(Script);
        start.Environment["PYTHONPATH"] = Python;
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.BaseStream.WriteAsync(stream, TestContext.Current.CancellationToken);
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
        return output.TrimEnd('\n').Split('\n');
    }

    private static string? FindPython()
    {
        var folder = SparkHome.Find(SparkHome.Spark3)?.PathOf("python");
        return folder is not null && File.Exists("/usr/bin/python3") && Directory.Exists(Path.Combine(folder, "pyarrow")) ? folder : null;
    }

    [Fact]
    public async Task Schema_and_values_of_a_query_are_what_pyarrow_reads_in_our_streams()
    {
        using var session = await database.OpenAsync();
        var sql = """
            SELECT 1 AS id,
                   CAST(1 AS bit) AS b, CAST(255 AS tinyint) AS ti, CAST(-5 AS smallint) AS si, CAST(9007199254740993 AS bigint) AS bi,
                   CAST(-12345.678 AS decimal(20,5)) AS d, CAST(-0.0001 AS money) AS m, CAST(1.5 AS real) AS r, CAST(2.5 AS float) AS f,
                   CAST('0001-01-01' AS date) AS dt, CAST('9999-12-31 23:59:59.999999' AS datetime2) AS d2,
                   CAST(N'naïve 北京' AS nvarchar(20)) AS s,
                   CAST('AABBCCDD-EEFF-0011-2233-445566778899' AS uniqueidentifier) AS g, CAST(0x00FF AS varbinary(4)) AS x
            """;
        string[] schema =
        [
            "id|int32|*", "b|bool|*", "ti|int16|*", "si|int16|*", "bi|int64|*", "d|decimal128(20, 5)|*", "m|decimal128(19, 4)|*", "r|float|*",
            "f|double|*", "dt|date32[day]|*", "d2|timestamp[us]|*", "s|string|*", "g|string|*", "x|binary|*",
        ];
        var row = "1|True|255|-5|9007199254740993|-12345.67800|-0.0001|1.5|2.5|0001-01-01|9999-12-31 23:59:59.999999|naïve 北京|AABBCCDD-EEFF-0011-2233-445566778899|00ff";

        var frame = (await SandboxDatabase.RunAsync(session, sql)).ResultSets[0].Frame;
        var (streamed, _, _) = await IpcRoundTrip.StreamAsync(session, sql);
        foreach (var bytes in new[] { IpcRoundTrip.Write(frame, new(), []), streamed })
        {
            var lines = await ReadAsync(bytes);

            Assert.Equal(schema.Length + 2, lines.Length);
            Assert.All(schema.Zip(lines), pair => Assert.Matches("^" + System.Text.RegularExpressions.Regex.Escape(pair.First).Replace(@"\*", "(not )?null", StringComparison.Ordinal) + "$", pair.Second));
            Assert.Equal(row, lines[^1]);
        }
    }

    [Fact]
    public async Task Instants_are_UTC_to_pyarrow_and_a_column_without_nulls_is_not_nullable()
    {
        using var session = await database.OpenAsync();

        var (bytes, _, _) = await IpcRoundTrip.StreamAsync(session, "SELECT id, value FROM types.datetimeoffset WHERE id = 1");

        var lines = await ReadAsync(bytes);
        var value = (DateTimeOffset)IpcRoundTrip.Read(bytes)["value"][0];
        Assert.Equal(["id|int32|not null", "value|timestamp[us, tz=UTC]|null", "--"], lines[..3]);
        Assert.StartsWith(value.UtcDateTime.ToString("'1|'yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture), lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batches_of_every_frame_type_are_valid_to_pyarrow_and_an_empty_stream_too()
    {
        var many = Frames.OfEveryType(50, EdgeValues.Of);
        var none = Frames.OfEveryType(0, EdgeValues.Of);

        Assert.Equal(many.Columns.Count + 1 + 50, (await ReadAsync(IpcRoundTrip.Write(many, new() { MaxBatchRows = 7 }, []))).Length);
        Assert.Equal(none.Columns.Count + 1, (await ReadAsync(IpcRoundTrip.Write(none, new(), []))).Length);
    }
}

namespace NotebookSqlAuth.Hosts.Tests.Language;

/// <summary>Whatever is typed, the kernel answers and lives.</summary>
public sealed class BadInputTests(LiveLanguage live) : IClassFixture<LiveLanguage>
{
    private const int Megabyte = 1024 * 1024;

    [Theory]
    [InlineData("#!|")]
    [InlineData("#|")]
    [InlineData("#! |")]
    [InlineData("|")]
    [InlineData("#!sql-query --connection \"de|")]
    [InlineData("#!sql-query --name=\"|")]
    [InlineData("#!sql-query --|=")]
    [InlineData("#!sql-query\nSELECT '|")]
    [InlineData("#!sql-query\nSELECT [|")]
    [InlineData("#!sql-query\nSELECT [a\n|")]
    [InlineData("#!sql-query\nSELECT \"|")]
    [InlineData("#!sql-query\nSELECT /* |")]
    [InlineData("#!sql-query\n#!aad|")]
    [InlineData("#!nonsense\n|")]
    [InlineData("\"abc|")]
    [InlineData("$\"{|")]
    [InlineData("#r \"|")]
    [InlineData("#load \"|")]
    [InlineData("@|")]
    [InlineData("\uFEFF|")]
    [InlineData("\0|\0")]
    public async Task Half_a_text_has_answers_around_the_cursor(string typed)
    {
        var answer = await live.CompleteAsync(typed);

        Assert.InRange(answer.Start, 0, typed.IndexOf('|', StringComparison.Ordinal));
        Assert.InRange(answer.End, typed.IndexOf('|', StringComparison.Ordinal), typed.Length - 1);
        await live.InspectAsync(typed);
        await live.CompletenessAsync(typed.Replace("|", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Cons", 4000)]
    [InlineData("Cons", -3)]
    [InlineData("", 5)]
    [InlineData("🐟", 2)]
    [InlineData("#!sql-query\nSELECT o. FROM sales.Orders o", int.MaxValue)]
    public async Task A_cursor_outside_of_the_text_is_taken_for_its_nearest_end(string code, int cursor)
    {
        var answer = await live.CompleteAsync(code, cursor);

        Assert.InRange(answer.Start, 0, answer.End);
        Assert.InRange(answer.End, 0, code.EnumerateRunes().Count());
    }

    // Each of these ended the process, or took minutes, before there was a measure.
    [Theory]
    [InlineData("", "(")]
    [InlineData("var x = ", "List<")]
    [InlineData("var x = ", "$\"{")]
    [InlineData("var x = ", "await ")]
    [InlineData("var x = a", "?.b")]
    [InlineData("", "#!time\nConsole.WriteLine(1);\n")]
    [InlineData("", "#!time\n")]
    [InlineData("#!", "sql")]
    [InlineData("#!sql-query ", "--name ")]
    [InlineData("#!sql-query\n", "SELECT a INTO #t FROM sales.Orders ")]
    [InlineData("#!sql-query\nSELECT ", "(")]
    [InlineData("#!sql-query\nSELECT ", "/* ")]
    [InlineData("#!sql-query\nSELECT ", "a.")]
    [InlineData("#!sql-query\n", "WITH a AS (")]
    public async Task A_piece_that_is_repeated_without_end_is_answered(string start, string piece)
    {
        foreach (var length in (int[])[Megabyte, 190_000])
        {
            var text = start + string.Concat(Enumerable.Repeat(piece, (length - start.Length) / piece.Length)) + "|";
            Assert.True((await live.CompleteAsync(text)).Names.Count < 1000);
            await live.InspectAsync(text);
            await live.CompletenessAsync(text[..^1]);
        }

        Assert.Contains("WriteLine", await live.NamesAsync("Console.Wri|"));
    }
}

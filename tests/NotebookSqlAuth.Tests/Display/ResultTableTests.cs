using System.Globalization;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Display;
using NotebookSqlAuth.Frames;
using Xunit;

namespace NotebookSqlAuth.Tests.Display;

public sealed class ResultTableTests
{
    [Fact]
    public void Guid_stands_whole_in_plain_text()
    {
        var id = Guid.NewGuid();
        var text = ResultTable.Of(new DataFrame(new PrimitiveDataFrameColumn<Guid>("id", [id]))).PlainText;
        Assert.Equal($"{id}", text.Split('\n')[3]);
    }

    [Fact]
    public void Null_the_word_NULL_and_an_empty_string_look_different()
    {
        var output = ResultTable.Of(new DataFrame(new StringDataFrameColumn("a", [null!, "NULL", ""])));

        Assert.Contains("<td class=\"nsa-text nsa-null\"><i>NULL</i></td>", output.Html, StringComparison.Ordinal);
        Assert.Contains("<td class=\"nsa-text\">NULL</td>", output.Html, StringComparison.Ordinal);
        Assert.Contains("<td class=\"nsa-text\"></td>", output.Html, StringComparison.Ordinal);
        Assert.Equal(["3 rows × 1 column", "a", "──────", "NULL", "'NULL'", ""], output.PlainText.Split('\n'));
    }

    [Fact]
    public void Values_of_every_type_are_written_the_same_in_every_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            var output = ResultTable.Of(new DataFrame(
                new DecimalDataFrameColumn("m", [1234.50m]),
                new DoubleDataFrameColumn("f", [0.1]),
                new Int64DataFrameColumn("n", [-1234567L]),
                new BooleanDataFrameColumn("b", [true]),
                new DateTimeDataFrameColumn("d", [new DateTime(2026, 2, 3)]),
                new DateTimeDataFrameColumn("t", [new DateTime(2026, 2, 3, 4, 5, 6).AddTicks(70)]),
                new PrimitiveDataFrameColumn<Guid>("g", [new Guid("a11ce000-0000-4000-8000-000000000001")]),
                new PrimitiveDataFrameColumn<TimeSpan>("s", [new TimeSpan(1, 2, 3)]),
                new PrimitiveDataFrameColumn<DateTimeOffset>("o", [new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.FromHours(-5))])));

            Assert.Contains("<td class=\"nsa-num\">1234.50</td><td class=\"nsa-num\">0.1</td><td class=\"nsa-num\">-1234567</td><td class=\"nsa-text\">true</td>", output.Html, StringComparison.Ordinal);
            Assert.Contains("<td class=\"nsa-text\">2026-02-03</td><td class=\"nsa-text\">2026-02-03 04:05:06.000007</td>", output.Html, StringComparison.Ordinal);
            Assert.Contains("a11ce000-0000-4000-8000-000000000001", output.Html, StringComparison.Ordinal);
            Assert.Contains("<td class=\"nsa-text\">01:02:03</td><td class=\"nsa-text\">2026-02-03 04:05:06 -05:00</td>", output.Html, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Many_rows_show_the_first_twenty_and_the_total()
    {
        var output = ResultTable.Of(new DataFrame(new Int32DataFrameColumn("n", Enumerable.Range(1, 1000))));

        Assert.Contains("1,000 rows × 1 column, first 20 rows shown", output.Html, StringComparison.Ordinal);
        Assert.Contains("1,000 rows × 1 column, first 20 rows shown", output.PlainText, StringComparison.Ordinal);
        Assert.Contains(">20</td>", output.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(">21</td>", output.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_frame_without_rows_shows_its_columns()
    {
        var output = ResultTable.Of(new DataFrame(new Int32DataFrameColumn("n"), new StringDataFrameColumn("s", 0)));

        Assert.Contains("0 rows × 2 columns", output.PlainText, StringComparison.Ordinal);
        Assert.Contains("scope=\"col\"", output.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_frame_without_columns_is_shown_as_such() =>
        Assert.Equal("0 rows × 0 columns", ResultTable.Of(new DataFrame()).PlainText);

    [Fact]
    public void A_long_text_is_cut_between_characters_and_its_length_said()
    {
        var text = new string('a', 99) + "😀" + new string('b', 1000);

        var output = ResultTable.Of(new DataFrame(new StringDataFrameColumn("s", [text])));

        Assert.Contains(new string('a', 99) + "… <span class=\"nsa-cut\">(1,101 characters)</span>", output.Html, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', output.Html);
    }

    [Fact]
    public void Binary_data_is_hexadecimal_and_cut_after_49_bytes()
    {
        var whole = Enumerable.Range(0, 49).Select(index => (byte)(index + 200)).ToArray();

        var output = ResultTable.Of(new DataFrame(new BinaryDataFrameColumn("b", [[], whole, [.. whole, 1], null])));

        Assert.Contains("<td class=\"nsa-text\">0x</td>", output.Html, StringComparison.Ordinal);
        Assert.Contains("<td class=\"nsa-text\">0x" + Convert.ToHexString(whole) + "</td>", output.Html, StringComparison.Ordinal);
        Assert.Contains("0x" + Convert.ToHexString(whole) + "… <span class=\"nsa-cut\">(50 bytes)</span>", output.Html, StringComparison.Ordinal);
        Assert.Contains("<i>NULL</i>", output.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Markup_in_names_and_values_is_text()
    {
        const string Hostile = "<img src=x onerror=alert(1)>\"'`&";

        var output = ResultTable.Of(new DataFrame(new StringDataFrameColumn(Hostile, [Hostile])));

        Assert.DoesNotContain("<img", output.Html, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;&quot;", output.Html, StringComparison.Ordinal);
        Assert.Contains(Hostile, output.PlainText, StringComparison.Ordinal);
    }

    [Fact]
    public void What_would_steer_a_terminal_or_turn_the_reading_order_is_shown()
    {
        var output = ResultTable.Of(new DataFrame(new StringDataFrameColumn("a\u001b[2Jb", ["x\u001b]0;t\u0007y", "line\r\nnext\tend", "abc\u202Edef", "c1\u009B31m"])));

        Assert.DoesNotContain(output.PlainText, character => char.IsControl(character) && character != '\n');
        Assert.Contains("a␛[2Jb", output.PlainText, StringComparison.Ordinal);
        Assert.Contains("x␛]0;t␇y", output.PlainText, StringComparison.Ordinal);
        Assert.Contains("line↵next⇥end", output.PlainText, StringComparison.Ordinal);
        Assert.Contains("abc⟦U+202E⟧def", output.PlainText, StringComparison.Ordinal);
        Assert.Contains("c1⟦U&#x2B;009B⟧31m", output.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_columns_are_aligned_and_the_line_is_no_wider_than_a_terminal()
    {
        var columns = Enumerable.Range(0, 30).Select(index =>
            (DataFrameColumn)new StringDataFrameColumn("column" + index.ToString("00", CultureInfo.InvariantCulture), ["日本語", "short"]));

        var lines = ResultTable.Of(new DataFrame(columns)).PlainText.Split('\n');

        Assert.All(lines[..^1], line => Assert.True(line.Length <= 120, line));
        Assert.StartsWith("日本語    日本語", lines[3], StringComparison.Ordinal);
        Assert.StartsWith("short     short", lines[4], StringComparison.Ordinal);
        Assert.StartsWith("… and 18 columns more: column12, column13", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_very_wide_frame_shows_its_first_hundred_columns()
    {
        var output = ResultTable.Of(new DataFrame(Enumerable.Range(0, 150).Select(index =>
            (DataFrameColumn)new Int32DataFrameColumn("c" + index.ToString(CultureInfo.InvariantCulture), [index]))));

        Assert.Contains("1 row × 150 columns, first 100 columns shown", output.Html, StringComparison.Ordinal);
        Assert.Contains(">99</td>", output.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(">100</td>", output.Html, StringComparison.Ordinal);
    }
}

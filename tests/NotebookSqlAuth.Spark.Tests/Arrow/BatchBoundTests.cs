using Apache.Arrow;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Spark.Arrow;

namespace NotebookSqlAuth.Spark.Tests.Arrow;

public sealed class BatchBoundTests
{
    private static readonly string[] s_texts = ["", "x", new('y', 1000), new('z', 9000)];

    private static DataFrame Mixed(int rows) => new(
        new Int32DataFrameColumn("id", Enumerable.Range(0, rows)),
        new BooleanDataFrameColumn("even", Enumerable.Range(0, rows).Select(row => row % 3 == 0 ? (bool?)null : row % 2 == 0)),
        new StringDataFrameColumn("text", Enumerable.Range(0, rows).Select(row => s_texts[row % s_texts.Length])),
        new StringDataFrameColumn("more", Enumerable.Range(0, rows).Select(row => s_texts[row / 7 % s_texts.Length])));

    private static (List<(int Rows, long Bytes)> Batches, DataFrame Back) Cut(DataFrame frame, ArrowOptions options)
    {
        var schema = SparkSchema.Of(frame, options);
        var sizes = new List<(int, long)>();
        var back = new FrameCollector(schema.Arrow);
        foreach (var batch in FrameBatches.Of(frame, schema, options, []))
        {
            using (batch)
            {
                sizes.Add((batch.Length, BytesOf(batch)));
                back.Add(batch);
            }
        }

        return (sizes, back.Build());
    }

    private static long BytesOf(RecordBatch batch) => batch.Arrays.Sum(array => array.Data.Buffers.Sum(buffer => (long)buffer.Length));

    [Fact]
    public void Value_that_changes_is_counted_once_however_often_it_was_tried()
    {
        var frame = new DataFrame(new StringDataFrameColumn("text", Enumerable.Range(0, 5_000).Select(row => row == 4_321 ? "half \ud83d" : "whole")));
        var options = new ArrowOptions { MaxBatchBytes = 10_000 };
        var schema = SparkSchema.Of(frame, options);
        var notices = new List<string>();

        foreach (var batch in FrameBatches.Of(frame, schema, options, notices))
        {
            batch.Dispose();
        }

        Assert.StartsWith("1 value of `text` held half of a surrogate pair", Assert.Single(notices), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    [InlineData(4096)]
    public void Batches_have_at_most_as_many_rows_as_asked(int maxRows)
    {
        var frame = Mixed(10_001);

        var (batches, back) = Cut(frame, new ArrowOptions { MaxBatchRows = maxRows });

        Assert.All(batches.SkipLast(1), batch => Assert.Equal(maxRows, batch.Rows));
        Frames.AssertCameBack(frame, back);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5_000)]
    [InlineData(100_000)]
    [InlineData(1 << 20)]
    public void Batches_have_at_most_as_many_bytes_as_asked_unless_one_row_has_more(long maxBytes)
    {
        var frame = Mixed(10_001);

        var (batches, back) = Cut(frame, new ArrowOptions { MaxBatchBytes = maxBytes });

        Assert.All(batches, batch => Assert.True(batch.Rows == 1 || batch.Bytes <= maxBytes, $"{batch.Rows} rows of {batch.Bytes} bytes"));
        Assert.True(batches.Count < 1.5 * (batches.Sum(batch => batch.Bytes) / maxBytes) + 2 || maxBytes < 50_000, "The batches are far smaller than they may be.");
        Frames.AssertCameBack(frame, back);
    }

    [Fact]
    public void A_frame_without_rows_is_a_schema_alone()
    {
        var frame = Frames.OfEveryType(0, EdgeValues.Of);

        var back = IpcRoundTrip.Of(frame, out var notices);

        Assert.Equal(0, back.Rows.Count);
        Assert.Equal(frame.Columns.Select(column => column.Name), back.Columns.Select(column => column.Name));
        Assert.Empty(notices);
    }

    [Fact]
    public void A_row_of_300_columns_comes_back()
    {
        var frame = new DataFrame(Enumerable.Range(0, 300).Select(i => (i % 3) switch
        {
            0 => (DataFrameColumn)new Int32DataFrameColumn($"c{i}", [i]),
            1 => new StringDataFrameColumn($"c{i}", [$"text {i}"]),
            _ => new DecimalDataFrameColumn($"c{i}", [i / 100m]),
        }));

        Frames.AssertCameBack(frame, IpcRoundTrip.Of(frame, out _));
    }

    [Fact]
    public void Random_frames_come_back_whatever_the_bounds()
    {
        var random = new Random(20_250_705);
        for (var round = 0; round < 60; round++)
        {
            var rows = random.Next(0, 300);
            var frame = Frames.OfEveryType(rows, (type, row) => random.Next(4) == 0 ? null : EdgeValues.Of(type, random.Next(100)));
            var options = new ArrowOptions { MaxBatchRows = random.Next(1, 100), MaxBatchBytes = random.Next(1, 200_000) };

            Frames.AssertCameBack(frame, Cut(frame, options).Back);
        }
    }
}

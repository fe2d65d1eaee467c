using Microsoft.Data.Analysis;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Magics;
using NotebookSqlAuth.Tests.Magics;

namespace NotebookSqlAuth.Spark.Tests.Magics;

/// <summary>What is wrong with a cell is said before anything is sent anywhere.</summary>
public sealed class OptionTests
{
    [Theory]
    [InlineData("#!spark-connect", "", "", ErrorCodes.UnknownSparkAddress)]
    [InlineData("#!spark-connect", "--cluster c", "", ErrorCodes.UnknownSparkAddress)]
    [InlineData("#!spark-connect", "--databricks adb-1.2.azuredatabricks.net", "", ErrorCodes.UnknownSparkAddress)]
    [InlineData("#!spark-connect", "--databricks adb-1.2.azuredatabricks.net --cluster c --serverless", "", ErrorCodes.OptionsDoNotFit)]
    [InlineData("#!spark-connect", "--address sc://localhost --cluster c", "", ErrorCodes.OptionsDoNotFit)]
    [InlineData("#!spark-connect", "--databricks adb-1.2.azuredatabricks.net --cluster c", "", ErrorCodes.NotSignedIn)]
    [InlineData("#!sql-query", "--spark orders", "SELECT 1", ErrorCodes.NoSparkSession)]
    [InlineData("#!sql-query", "--spark orders --on lake", "SELECT 1", ErrorCodes.UnknownSparkSession)]
    [InlineData("#!sql-query", "--spark orders --name orders", "SELECT 1", ErrorCodes.OptionsDoNotFit)]
    [InlineData("#!sql-query", "--spark größe", "SELECT 1", ErrorCodes.InvalidViewName)]
    [InlineData("#!sql-query", "--spark \"a.b\"", "SELECT 1", ErrorCodes.InvalidViewName)]
    [InlineData("#!sql-query", "--spark class", "SELECT 1", ErrorCodes.InvalidVariableName)]
    [InlineData("#!sql-query", "--on lake", "SELECT 1", ErrorCodes.OptionsDoNotFit)]
    [InlineData("#!sql-query", "--keep-offset", "SELECT 1", ErrorCodes.OptionsDoNotFit)]
    [InlineData("#!sql-query", "--spark orders --partitions 4", "SELECT 1", ErrorCodes.OptionsDoNotFit)]
    [InlineData("#!sql-query", "--spark orders --partition-column Id --name df", "SELECT 1", ErrorCodes.OptionsDoNotFit)]
    [InlineData("#!sql-query", "--spark orders --partition-column Id --keep-offset", "SELECT 1", ErrorCodes.OptionsDoNotFit)]
    [InlineData("#!sql-query", "--spark orders --partition-column Id --partitions 0", "SELECT 1", ErrorCodes.InvalidOptionValue)]
    [InlineData("#!to-spark", "--name orders", "", ErrorCodes.MissingOption)]
    [InlineData("#!to-spark", "--frame df", "", ErrorCodes.MissingOption)]
    [InlineData("#!to-spark", "--frame df --name df", "", ErrorCodes.OptionsDoNotFit)]
    [InlineData("#!to-spark", "--frame nothing --name orders", "", ErrorCodes.NotAFrame)]
    [InlineData("#!to-spark", "--frame number --name orders", "", ErrorCodes.NotAFrame)]
    [InlineData("#!to-spark", "--frame df --name orders", "", ErrorCodes.NoSparkSession)]
    [InlineData("#!to-spark", "--frame df --name orders --on number", "", ErrorCodes.UnknownSparkSession)]
    [InlineData("#!spark-sql", "", "", ErrorCodes.EmptyBody)]
    [InlineData("#!spark-sql", "", "SELECT 1", ErrorCodes.NoSparkSession)]
    [InlineData("#!spark-sql", "--name x --spark x", "SELECT 1", ErrorCodes.OptionsDoNotFit)]
    [InlineData("#!spark-sql", "--spark \"x y\"", "SELECT 1", ErrorCodes.InvalidViewName)]
    [InlineData("#!spark-sql", "--timeout never", "SELECT 1", ErrorCodes.InvalidOptionValue)]
    public async Task A_wrong_cell_fails_before_anything_is_sent(string name, string words, string body, string code)
    {
        await using var session = new NotebookSession(_ => null);
        var cell = new RecordingCell(TestContext.Current.CancellationToken);
        cell.Variables["number"] = 42;
        cell.Variables["df"] = new DataFrame();

        var error = await Assert.ThrowsAsync<UserError>(() => MagicSet.RunAsync(MagicSet.Find(name)!, words, body, session, cell));

        Assert.True(code == error.Code, error.Message);
        Assert.Contains(error.Next, cell.FinalText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_session_the_error_names_both_ways_to_get_one()
    {
        await using var session = new NotebookSession(_ => null);
        var cell = new RecordingCell(TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<UserError>(() => MagicSet.RunAsync(MagicSet.Find("#!spark-sql")!, "", "SELECT 1", session, cell));

        Assert.Contains("#!spark-connect --address sc://", error.Next, StringComparison.Ordinal);
        Assert.Contains("LocalDriver.GetOrCreateSession()", error.Next, StringComparison.Ordinal);
    }
}

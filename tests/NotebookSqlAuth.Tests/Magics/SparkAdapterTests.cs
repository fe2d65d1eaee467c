using System.Reflection;
using System.Reflection.Emit;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Magics;
using Xunit;

namespace NotebookSqlAuth.Tests.Magics;

/// <summary>A host that carries no adapter for .NET for Apache Spark, as this process does, and a variable that holds a session of it.</summary>
public sealed class SparkAdapterTests
{
    [Theory]
    [InlineData("#!spark-sql", "", "SELECT 1")]
    [InlineData("#!spark-sql", "--on spark", "SELECT 1")]
    [InlineData("#!sql-query", "--spark orders", "SELECT 1 AS n")]
    public async Task A_session_that_the_host_has_no_adapter_for_is_told_so(string magic, string words, string body)
    {
        await using var session = new NotebookSession(_ => null);
        var cell = new RecordingCell(TestContext.Current.CancellationToken);
        cell.Variables["spark"] = Session();

        var error = await Assert.ThrowsAsync<UserError>(() => MagicSet.RunAsync(MagicSet.Find(magic)!, words, body, session, cell));

        Assert.Equal(ErrorCodes.SparkAdapterMissing, error.Code);
        Assert.Contains("#!spark-connect", error.Next, StringComparison.Ordinal);
    }

    /// <summary>An object of a type that is called as Microsoft.Spark's: its name is what a magic can know before it loads anything.</summary>
    private static object Session()
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Microsoft.Spark"), AssemblyBuilderAccess.RunAndCollect);
        return Activator.CreateInstance(assembly.DefineDynamicModule("Microsoft.Spark").DefineType("Microsoft.Spark.Sql.SparkSession").CreateType())!;
    }
}

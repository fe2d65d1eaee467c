using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using static NotebookSqlAuth.Interactive.Tests.Notebook;

namespace NotebookSqlAuth.Interactive.Tests;

/// <summary>Two notebooks of one process.</summary>
[Collection(Notebook.OneAtATime)]
public sealed class TwoNotebooksTests(Notebook notebook) : IClassFixture<Notebook>
{
    [Fact]
    public async Task One_knows_nothing_of_the_others_accounts_and_connections()
    {
        using var other = new CompositeKernel();
        other.Add(new CSharpDouble());
        await new NotebookSqlAuthExtension().OnLoadAsync(other);

        var there = await other.SendAsync(new SubmitCode("SELECT 1 AS One", "sql-query"), TestContext.Current.CancellationToken);

        // The environment names server and database for both; who signed in, nothing does.
        Assert.Contains("[NSA2101]", ErrorOf(there.Events), StringComparison.Ordinal);
        MustSucceed(await notebook.RunBodyAsync("sql-query", "SELECT 1 AS One"));
    }
}

using Microsoft.SqlServer.TransactSql.ScriptDom;
using NotebookSqlAuth.Sandbox.Engine;
using Xunit;

namespace NotebookSqlAuth.Sandbox.Tests.Engine;

public sealed class AnswerTableTests(EngineFixture fixture)
{
    public static TheoryData<string, string, string> Rows => [.. AnswerTable.Rows.Select(row => (row.Batch, row.Types, row.Expected))];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Batch_answers_as_SQL_Server_does(string batch, string types, string expected)
    {
        using var session = fixture.Engine.OpenSession("alice@contoso.example", string.Empty);

        var results = RecordedResults.Of(session, batch);

        if (expected.StartsWith("error ", StringComparison.Ordinal))
        {
            Assert.Equal(expected, $"error {results.Error?.Number}");
            return;
        }

        Assert.Null(results.Error);
        var (columns, rows) = results.Results[^1];
        Assert.Equal(types, string.Join(", ", columns.Select(column => RecordedResults.Text(column.Type))), ignoreCase: true);
        Assert.Equal(expected, string.Join(" / ", rows.Select(row => string.Join(", ", row.Select(RecordedResults.Text)))));
    }

    [Fact]
    public void Table_has_a_row_for_every_function_that_is_accepted() =>
        Assert.Empty(SandboxSqlEngine.SupportedFunctions.Except(Shown(node => node switch
        {
            FunctionCall call => call.FunctionName.Value.ToUpperInvariant(),
            LeftFunctionCall => "LEFT",
            RightFunctionCall => "RIGHT",
            _ => null,
        })));

    [Fact]
    public void Table_has_a_row_for_every_kind_of_syntax_that_is_accepted() =>
        Assert.Empty(SandboxSqlEngine.SupportedSyntax.Except(Shown(node => node.GetType().Name)));

    private static HashSet<string> Shown(Func<TSqlFragment, string?> nameOf)
    {
        var collector = new Collector(nameOf);
        foreach (var row in AnswerTable.Rows)
        {
            using var reader = new StringReader(row.Batch);
            var script = new TSql170Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
            Assert.Empty(errors);
            script.Accept(collector);
        }

        return collector.Names;
    }

    private sealed class Collector(Func<TSqlFragment, string?> nameOf) : TSqlFragmentVisitor
    {
        public HashSet<string> Names { get; } = [];

        public override void Visit(TSqlFragment fragment)
        {
            if (nameOf(fragment) is { } name)
            {
                Names.Add(name);
            }
        }
    }
}

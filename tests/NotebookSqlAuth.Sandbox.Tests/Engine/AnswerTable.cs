using Xunit;

namespace NotebookSqlAuth.Sandbox.Tests.Engine;

/// <summary>The rows of AnswerTable.md.</summary>
internal static class AnswerTable
{
    public static IReadOnlyList<Answer> Rows { get; } = Read();

    private static List<Answer> Read()
    {
        var assembly = typeof(AnswerTable).Assembly;
        var name = assembly.GetManifestResourceNames().Single(resource => resource.EndsWith("AnswerTable.md", StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        var rows = reader.ReadToEnd().Split('\n').Where(line => line.StartsWith('|')).Skip(2).Select(line => line.Split('|')).ToList();
        Assert.All(rows, cells => Assert.Equal(6, cells.Length));
        return [.. rows.Select(cells => new Answer(cells[1].Trim(), cells[2].Trim().Trim('`'), cells[3].Trim(), cells[4].Trim()))];
    }
}

/// <summary>One row: a page of Microsoft Learn, a batch, the types and the answer that the page gives.</summary>
public sealed record Answer(string Page, string Batch, string Types, string Expected);

using System.Reflection;
using System.Text.RegularExpressions;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Frames;
using NotebookSqlAuth.Magics;
using NotebookSqlAuth.Spark.Arrow;
using Xunit;

namespace NotebookSqlAuth.Tests.Docs;

/// <summary>README.md says what the code does: its tables are held against the code's own.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string s_readme = File.ReadAllText(Path.Combine(Root(), "README.md"));

    public static TheoryData<string> ErrorCodeNames =>
        [.. typeof(ErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(code => code.Name)];

    public static TheoryData<string> MagicNames => [.. MagicSet.All.Select(magic => magic.Name)];

    [Theory]
    [MemberData(nameof(ErrorCodeNames))]
    public void The_troubleshooting_table_has_one_row_for_each_error_code(string name)
    {
        var code = (string)typeof(ErrorCodes).GetField(name)!.GetValue(null)!;

        Assert.Single(Rows(), row => row.Cells[0] == code);
    }

    [Fact]
    public void The_troubleshooting_table_names_no_code_that_does_not_exist()
    {
        var known = typeof(ErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(code => (string)code.GetValue(null)!);

        Assert.Empty(CodeInText().Matches(s_readme).Select(match => match.Value).Except(known));
    }

    [Fact]
    public void The_type_table_is_the_one_that_frames_are_built_by()
    {
        var expected = SqlTypeMap.Rows.Select(row => (row.SqlType, row.FrameColumn, row.Note));

        Assert.Equal(expected, TypeTable("| SQL type | DataFrame column |"));
    }

    [Fact]
    public void The_type_tables_of_spark_are_those_that_batches_are_built_by()
    {
        Assert.Equal(SparkTypeMap.SqlRows.Select(row => (row.Source, row.Spark, row.Note)), TypeTable("| SQL type | Spark |"));
        Assert.Equal(SparkTypeMap.FrameRows.Select(row => (row.Source, row.Spark, row.Note)), TypeTable("| C# type | Spark |"));
    }

    [Theory]
    [MemberData(nameof(MagicNames))]
    public void The_magics_table_lists_every_magic_with_its_options(string name)
    {
        var row = Assert.Single(Rows(), row => row.Cells[0] == $"`{name}`");

        Assert.Equal(
            MagicSet.Find(name)!.Options.Select(option => option.Name),
            OptionInText().Matches(row.Cells[2]).Select(match => match.Value));
    }

    private static IEnumerable<(string Source, string Target, string Note)> TypeTable(string head)
    {
        var start = s_readme.IndexOf(head, StringComparison.Ordinal);
        return s_readme[start..].Split('\n').TakeWhile(line => line.StartsWith('|')).Skip(2).Select(Cells)
            .Select(cells => (cells[0].Trim('`'), cells[1].Trim('`'), cells[2]));
    }

    private static IEnumerable<(string Line, string[] Cells)> Rows() =>
        s_readme.Split('\n').Where(line => line.StartsWith('|')).Select(line => (line, Cells(line)));

    private static string[] Cells(string line) =>
        [.. line.Trim().Trim('|').Split('|').Select(cell => cell.Trim())];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "NotebookSqlAuth.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("These tests run from within the repository.");
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"NSA\d{4}")]
    private static partial Regex CodeInText();

    [GeneratedRegex("--[a-z-]+")]
    private static partial Regex OptionInText();
}

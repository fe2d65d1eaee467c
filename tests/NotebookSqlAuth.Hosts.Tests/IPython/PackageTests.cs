using System.Text.Json;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Hosts.Tests.IPython;

/// <summary>The Python package by itself.</summary>
public sealed class PackageTests
{
    [Fact]
    public async Task Its_own_unit_tests_pass()
    {
        Python.Require("IPython", "jupyter_client");

        var run = await Python.RunAsync(["-m", "unittest", "discover", "-s", Path.GetDirectoryName(Python.Script("drive.py"))!, "-p", "test_*.py"]);

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Contains("Ran ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_error_codes_are_the_products()
    {
        Python.Require("IPython", "jupyter_client");
        var run = await Python.RunAsync(["-c", "from notebook_sql_auth import errors; print(','.join(sorted(value for name, value in vars(errors).items() if name.isupper() and str(value).startswith('NSA'))))"]);

        Assert.Equal(
            [ErrorCodes.InvalidVariableName, ErrorCodes.PythonVariable, ErrorCodes.PythonAnswer, ErrorCodes.PythonSpark, ErrorCodes.PythonPackageMissing, ErrorCodes.ToolNotFound, ErrorCodes.ChildKernelEnded],
            run.Output.Trim().Split(','));
    }

    [Fact]
    public async Task The_README_shows_the_dtypes_that_frames_are_built_by()
    {
        Python.Require("IPython", "jupyter_client");
        var run = await Python.RunAsync(["-c", "import json; from notebook_sql_auth.frames import DTYPES; print(json.dumps(DTYPES))"]);
        Assert.True(run.ExitCode == 0, run.Output);
        using var rows = JsonDocument.Parse(run.Output);
        var expected = rows.RootElement.EnumerateArray().Select(row =>
            $"| {string.Join(", ", row[0].EnumerateArray().Select(type => type.GetString()))} | `{row[1].GetString()}` | {row[2].GetString()} |");

        var readme = await File.ReadAllLinesAsync(Repository.PathOf("README.md"), TestContext.Current.CancellationToken);

        Assert.Equal(expected, readme.SkipWhile(line => !line.StartsWith("| SQL type | dtype |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|')));
    }
}

using System.Diagnostics;
using NotebookSqlAuth.Hosts.Tests.Running;

namespace NotebookSqlAuth.Hosts.Tests.IPython;

/// <summary>Debian's Python, and what tests put into its environment.</summary>
internal static class Python
{
    public const string Program = "/usr/bin/python3";

    /// <summary>The folder of the package's sources.</summary>
    public static string Package { get; } = Repository.PathOf("src", "NotebookSqlAuth.IPython");

    /// <summary>PySpark, py4j and pyarrow of the real Spark 3; null where there is none.</summary>
    public static string? Spark { get; } =
        System.Environment.GetEnvironmentVariable("SPARK_HOME_3") is { } home && Directory.Exists(Path.Combine(home, "python", "pyspark")) ? home : null;

    /// <summary>A program or module of these tests.</summary>
    public static string Script(string name) => Repository.PathOf("tests", "NotebookSqlAuth.Hosts.Tests", "IPython", "python", name);

    /// <summary>What a notebook needs to find the package, the tool and Spark.</summary>
    public static Dictionary<string, string> Environment()
    {
        string?[] path = [Package, Path.GetDirectoryName(Script("drive.py")), Spark is null ? null : Path.Combine(Spark, "python")];
        var environment = new Dictionary<string, string>
        {
            ["PYTHONPATH"] = string.Join(Path.PathSeparator, path.OfType<string>()),
            ["PYTHONDONTWRITEBYTECODE"] = "1",
            ["NOTEBOOKSQLAUTH_TOOL"] = Repository.Built("NotebookSqlAuth.Kernel", "net10.0", "notebook-sql.dll"),
            // Spark's instants are compared as such: its session and Python agree on the clock.
            ["TZ"] = "UTC",
        };
        if (Spark is not null)
        {
            environment["SPARK_HOME"] = Spark;
            environment["SPARK_LOCAL_IP"] = "127.0.0.1";
        }

        return environment;
    }

    /// <summary>Skips the test where modules are missing.</summary>
    public static void Require(params string[] modules) => Assert.SkipWhen(
        !File.Exists(Program) || RunAsync(["-c", $"import {string.Join(", ", modules)}"]).GetAwaiter().GetResult().ExitCode != 0,
        $"skipped: needs {Program} with {string.Join(", ", modules)}");

    /// <summary>Skips the test where there is no real PySpark, which brings pyarrow.</summary>
    public static void RequireSpark()
    {
        Assert.SkipWhen(Spark is null, "skipped: needs SPARK_HOME_3 with python/pyspark");
        Require("pandas", "pyarrow", "pyspark");
    }

    /// <summary>Runs a Python program to its end.</summary>
    public static Task<(int ExitCode, string Output)> RunAsync(IEnumerable<string> arguments, string? program = null)
    {
        var start = new ProcessStartInfo(program ?? Program, arguments);
        foreach (var (name, value) in Environment())
        {
            start.Environment[name] = value;
        }

        return ProgramRun.ToEndAsync(start, TestContext.Current.CancellationToken);
    }
}

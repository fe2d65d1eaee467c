using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Spark.Sql;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.DotNetSpark;

/// <summary>Where .NET for Apache Spark expects its driver: a port of this machine.</summary>
internal static class DriverPort
{
    // Both from Microsoft.Spark's documentation of its debug mode.
    private const string Variable = "DOTNETBACKEND_PORT";

    private const int Default = 5567;

    public static int Number => int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : Default;

    /// <summary>Whether anything listens there.</summary>
    public static bool Listens()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Connect(IPAddress.Loopback, Number);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public static UserError NothingListens()
    {
        var version = typeof(SparkSession).Assembly.GetName().Version!;
        var port = Number == Default ? "" : string.Create(CultureInfo.InvariantCulture, $" {Number}");
        return new UserError(
            ErrorCodes.SparkDriverNotListening,
            string.Create(CultureInfo.InvariantCulture, $"Nothing listens on 127.0.0.1:{Number}, where .NET for Apache Spark expects its driver."),
            "Outside of spark-submit, its JVM half is started by hand, once, before the first SparkSession.",
            "In a terminal that stays open, run: spark-submit --class org.apache.spark.deploy.dotnet.DotnetRunner --master local[*] "
            + $"microsoft-spark-3-5_2.12-{version.ToString(3)}.jar debug{port} (the jar lies in the folder jars of the package Microsoft.Spark; take the one of your Spark's version). "
            + "Then restart the kernel and run the notebook from the start.");
    }
}

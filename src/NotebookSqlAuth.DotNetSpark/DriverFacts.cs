using System.Runtime.CompilerServices;
using Microsoft.Spark.Interop.Ipc;
using Microsoft.Spark.Sql;

namespace NotebookSqlAuth.DotNetSpark;

/// <summary>What is asked of a driver once, because it cannot change while the driver lives. Thread-safe.</summary>
internal sealed class DriverFacts
{
    // A bridge is a driver's own, whereas each GetOrCreate makes another SparkSession object.
    private static readonly ConditionalWeakTable<IJvmBridge, DriverFacts> s_byBridge = [];

    private Version? _version;
    private bool _readsPipes;

    private DriverFacts()
    {
    }

    public static DriverFacts Of(SparkSession spark) => s_byBridge.GetValue(spark.Reference.Jvm, _ => new DriverFacts());

    /// <summary>Major and minor of its Spark.</summary>
    public Version Version(SparkSession spark) => _version ??= SparkVersion.Of(spark);

    /// <summary>Whether it reads a pipe that this process makes.</summary>
    public bool Reads(Driver driver, ArrowPipe pipe) => _readsPipes || (_readsPipes = ArrowIntake.Sees(driver, pipe.Path, 0));
}

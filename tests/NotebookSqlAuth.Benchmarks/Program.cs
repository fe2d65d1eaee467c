// Side by side in one run: how a million rows get into Spark, by each way, with one GROUP BY on them; or our Jupyter kernel and ipykernel.
// Exit code 1 where the ways' answers differ or a bar is not met, 2 where there is no Spark, or no ipykernel.
//   SPARK_HOME_3=... [SPARK_HOME_4=...] dotnet run --project tests/NotebookSqlAuth.Benchmarks -c Release -- [--rows N] [--runs N] [--only TEXT]
//   dotnet run --project tests/NotebookSqlAuth.Benchmarks -c Release -- kernel [--runs N]
using System.Globalization;
using NotebookSqlAuth.Benchmarks;
using NotebookSqlAuth.Spark.Tests.Servers;

var rows = Number("--rows", 1_000_000);
var runs = Number("--runs", 5);
var only = Text("--only") ?? "";
if (args is ["kernel", ..])
{
    return await Kernels.RunAsync(runs);
}

if (SparkHome.Find(SparkHome.Spark3) is not { ConnectJars: not null } spark)
{
    Console.Error.WriteLine($"Set {SparkHome.Spark3} to the folder of Apache Spark 3.5 with its Connect jar.");
    return 2;
}

await using var orders = await Orders.QueryAsync(rows);
await using var ways = await Ways.StartAsync(spark, orders);
var results = new Results(orders);
for (var run = 0; run <= runs; run++)
{
    foreach (var way in ways.All.Where(way => way.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
    {
        var time = await way.RunAsync();
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"run {run} of {runs}: {way.Name}: {time.HandOverSeconds:0.00} + {time.QuerySeconds:0.00} s"));

        // The first run warms both sides up.
        if (run > 0)
        {
            results.Add(way.Name, time);
        }
    }
}

Console.WriteLine(results.ToMarkdown());
foreach (var missing in ways.Missing)
{
    Console.WriteLine($"Not measured: {missing}");
}

return results is { AnswersAgree: true, BarsAreMet: true } ? 0 : 1;

int Number(string option, int without) => Text(option) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : without;

string? Text(string option) => Array.IndexOf(args, option) is >= 0 and var index && index + 1 < args.Length ? args[index + 1] : null;

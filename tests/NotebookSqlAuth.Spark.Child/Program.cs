// Streams a query to Spark in a process of its own, whose memory the test can then ask about.
// Arguments: server, database, authority, certificate file, Spark address, SQL.
// Writes: the device code, then rows, way, rows that Spark counts, and VmHWM in kB, each with its name.
using System.Globalization;
using NotebookSqlAuth.Identity;
using NotebookSqlAuth.Spark.Arrow;
using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Spark.Staging;
using NotebookSqlAuth.Sql;

var tokens = await DeviceCodeSignIn.RunAsync(
    new SignInOptions { Authority = new Uri(args[2]), CertificateFile = args[3] },
    (prompt, _) =>
    {
        Say("code", prompt.UserCode);
        return Task.CompletedTask;
    },
    CancellationToken.None);
using var sql = await new SqlConnector(tokens).OpenAsync(new SqlTarget(args[0], args[1]) { CertificateFile = args[3] }, null, CancellationToken.None);
await using var spark = await ConnectSession.OpenAsync(ConnectAddress.Parse(args[4]), null, new ConnectOptions(), CancellationToken.None);

HandedOver? handedOver = null;
var query = await QueryBatches.RunAsync(
    sql,
    QueryText.Parse(args[5]),
    new Dictionary<string, object?>(),
    new QueryOptions(),
    new ArrowOptions { MaxBatchBytes = HandOver.BatchBytes },
    async (schema, batches, stop) => handedOver = await HandOver.RunAsync(spark, "streamed", schema, batches, new HandOverOptions(), null, stop),
    null,
    CancellationToken.None);

Say("rows", query.Rows.ToString(CultureInfo.InvariantCulture));
Say("way", handedOver!.Way);
Say("counted", (await handedOver.Frame.CountAsync()).ToString(CultureInfo.InvariantCulture));
Say("VmHWM", File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2]);
return 0;

static void Say(string name, string value) => Console.WriteLine($"{name}={value}");

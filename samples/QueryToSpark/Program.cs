// Rows from Azure SQL as yourself, streamed to a Spark Connect server, and Spark's answer back:
//   dotnet run --project samples/QueryToSpark -- SERVER DATABASE sc://localhost:15002 \
//     "SELECT * FROM sales.Orders" "SELECT Channel, SUM(Total) AS Revenue FROM orders GROUP BY Channel"
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Identity;
using NotebookSqlAuth.Spark.Arrow;
using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Spark.Staging;
using NotebookSqlAuth.Sql;

const string View = "orders";
if (args.Length != 5)
{
    Console.Error.WriteLine($"Usage: QueryToSpark SERVER DATABASE SPARK_ADDRESS SQL SPARK_SQL   (the rows of SQL are Spark's view `{View}`)");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true;
    stop.Cancel();
};

// Both are set for a sandbox only; Azure needs neither.
var authority = Environment.GetEnvironmentVariable("NOTEBOOKSQLAUTH_AUTHORITY");
var certificate = Environment.GetEnvironmentVariable("NOTEBOOKSQLAUTH_CERTIFICATE");
try
{
    var signIn = new SignInOptions
    {
        Authority = authority is null ? null : new Uri(authority),
        CertificateFile = certificate,
    };
    TokenSource tokens = await DeviceCodeSignIn.RunAsync(
        signIn,
        (prompt, _) => Console.Out.WriteLineAsync($"Open {prompt.VerificationUri} and enter {prompt.UserCode}"),
        stop.Token);

    // A Databricks workspace takes ConnectAddress.Databricks(host, cluster), and a token of its own for each call:
    //   async ct => (await tokens.GetTokenAsync(AzureCloud.Public.DatabricksScope, ct)).Reveal()
    await using ConnectSession spark = await ConnectSession.OpenAsync(
        ConnectAddress.Parse(args[2]), bearer: null, new ConnectOptions(), stop.Token);
    Console.WriteLine($"Signed in as {tokens.Account.UserName}; Spark {spark.SparkVersion}");

    var connector = new SqlConnector(tokens);
    var target = new SqlTarget(args[0], args[1]) { CertificateFile = certificate };
    using SqlSession session = await connector.OpenAsync(target, new Progress<string>(Console.WriteLine), stop.Token);

    // The rows pass through a few batches at a time: memory stays the same for a thousand of them and for a hundred million.
    HandedOver? handed = null;
    StreamedQuery streamed = await QueryBatches.RunAsync(
        session, QueryText.Parse(args[3]), new Dictionary<string, object?>(), new QueryOptions(), new ArrowOptions { MaxBatchBytes = HandOver.BatchBytes },
        async (schema, batches, cancellationToken) =>
            handed = await HandOver.RunAsync(spark, View, schema, batches, new HandOverOptions(), progress: null, cancellationToken),
        progress: null, stop.Token);
    Console.WriteLine($"{View}: {handed!.Rows} rows by {handed.Way} in {streamed.Elapsed.TotalSeconds:0.0} s");
    foreach (var notice in streamed.Notices.Concat(handed.Notices))
    {
        Console.WriteLine(notice);
    }

    ConnectDataFrame answer = await spark.SqlAsync(args[4], arguments: null, progress: null, stop.Token);
    DataFrame frame = await answer.CollectAsync(maxRows: 1000, progress: null, stop.Token);
    Console.WriteLine(frame);
    return 0;
}
catch (UserError error)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Cancelled.");
    return 130;
}

// Rows from Azure SQL as yourself, as a DataFrame of .NET for Apache Spark. Needs the package Microsoft.Spark to run:
//   dotnet build samples/QueryToDotNetSpark -c Release -p:HostPackages=true
//   spark-submit --class org.apache.spark.deploy.dotnet.DotnetRunner --master "local[*]" \
//     microsoft-spark-3-5_2.12-2.3.1.jar dotnet samples/QueryToDotNetSpark/bin/Release/net10.0/QueryToDotNetSpark.dll SERVER DATABASE "SELECT ..."
// The jar lies in the package's folder `jars`; take the one of your Spark's version.
using Microsoft.Spark.Sql;
using NotebookSqlAuth.DotNetSpark;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Identity;
using NotebookSqlAuth.Sql;

// Both libraries have a DataFrame; an alias for each keeps them apart.
using DataFrame = Microsoft.Data.Analysis.DataFrame;
using SparkFrame = Microsoft.Spark.Sql.DataFrame;

if (args.Length != 3)
{
    Console.Error.WriteLine("Usage: QueryToDotNetSpark SERVER DATABASE SQL");
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

    var connector = new SqlConnector(tokens);
    var target = new SqlTarget(args[0], args[1]) { CertificateFile = certificate };
    using SqlSession session = await connector.OpenAsync(target, new Progress<string>(Console.WriteLine), stop.Token);
    QueryResult result = await QueryRunner.RunAsync(
        session, QueryText.Parse(args[2]), new Dictionary<string, object?>(), new QueryOptions(), progress: null, stop.Token);
    DataFrame rows = result.ResultSets[0].Frame;

    using SparkSession spark = SparkSession.Builder().GetOrCreate();
    SparkFrame there = await rows.ToSparkAsync(spark, view: "answer", cancellationToken: stop.Token);

    // `there` is an ordinary DataFrame of .NET for Apache Spark, and `answer` a view for its SQL.
    DataFrame counted = await there.SelectExpr("count(1) AS RowsInSpark").ToDataFrameAsync(cancellationToken: stop.Token);
    Console.WriteLine(counted);
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

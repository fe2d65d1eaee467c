// Rows from Azure SQL as yourself, without a notebook:
//   dotnet run --project samples/QueryFromConsole -- SERVER DATABASE "SELECT ..."
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Identity;
using NotebookSqlAuth.Sql;

if (args.Length != 3)
{
    Console.Error.WriteLine("Usage: QueryFromConsole SERVER DATABASE SQL");
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
    var options = new SignInOptions
    {
        Authority = authority is null ? null : new Uri(authority),
        CertificateFile = certificate,
    };
    TokenSource tokens = await DeviceCodeSignIn.RunAsync(
        options,
        (prompt, _) => Console.Out.WriteLineAsync($"Open {prompt.VerificationUri} and enter {prompt.UserCode}"),
        stop.Token);
    Console.WriteLine($"Signed in as {tokens.Account.UserName}");

    var connector = new SqlConnector(tokens);
    var target = new SqlTarget(args[0], args[1]) { CertificateFile = certificate };
    using SqlSession session = await connector.OpenAsync(target, new Progress<string>(Console.WriteLine), stop.Token);

    var noVariables = new Dictionary<string, object?>();
    QueryResult result = await QueryRunner.RunAsync(
        session, QueryText.Parse(args[2]), noVariables, new QueryOptions(), progress: null, stop.Token);
    foreach (ResultSet set in result.ResultSets)
    {
        DataFrame frame = set.Frame;
        Console.WriteLine($"{frame.Rows.Count} rows x {frame.Columns.Count} columns");
        Console.WriteLine(frame.Head((int)Math.Min(10, frame.Rows.Count)));
    }

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

using System.Globalization;
using Grpc.Core;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Identity;
using NotebookSqlAuth.Spark.Jdbc;

namespace NotebookSqlAuth.Spark.Connect;

/// <summary>Turns what went wrong with a server into errors with a next step of their own.</summary>
internal sealed class ConnectFaults(ConnectAddress address, ConnectOptions options)
{
    /// <summary>The error of a call that failed for good.</summary>
    /// <param name="e">The last failure.</param>
    /// <param name="what">What was not done, one sentence.</param>
    /// <param name="text">Spark's full text where it was asked for; null for what the status says.</param>
    /// <param name="hidden">Values that shall not be shown.</param>
    internal UserError Of(RpcException e, string what, string? text, IReadOnlyCollection<string> hidden)
    {
        var details = StatusDetails.Of(e);
        var words = string.IsNullOrWhiteSpace(text) ? SparkText.Clean(e.Status.Detail, hidden) : SparkText.Clean(text, hidden, SparkText.MaxFullLength);
        if (CallFailure.IsUntrusted(e))
        {
            return new(
                ErrorCodes.SparkCertificateUntrusted,
                what,
                $"The certificate of {address} is not trusted, or it does not speak TLS. No token was sent to it.",
                address.CertificateFile is null
                    ? "Check the host's name and port; behind a proxy that replaces certificates, ask your administrator to install its root certificate."
                    : "Name the certificate file that this very server uses now.");
        }

        if (CallFailure.IsUnknownHost(e))
        {
            return new(ErrorCodes.SparkUnreachable, what, $"There is no host of the name {address.Host}, or this computer has no DNS.", "Check the spelling of the host and the network.");
        }

        if (CallFailure.IsRefused(e) && LoopbackHost.Is(address.Host))
        {
            return new(ErrorCodes.SparkUnreachable, what, $"Nothing listens at {address} on this computer.", "Start the Spark Connect server, or check the port; one that has just been started takes some seconds.");
        }

        if (CallFailure.IsNotHttp2(e) || IsNotGrpc(e))
        {
            return Unreadable(what);
        }

        if (CallFailure.IsSessionGone(e))
        {
            return SessionGone(what);
        }

        if (CallFailure.IsOperationLost(e))
        {
            return OperationLost(what);
        }

        if (JdbcFaults.Of(what, words) is { } onExecutors)
        {
            return onExecutors;
        }

        return e.StatusCode switch
        {
            StatusCode.Unauthenticated => new(
                ErrorCodes.SparkTokenRefused, what, $"{address} does not accept the token, or asks for one.", "Sign in again; check that the workspace's tenant is yours."),
            StatusCode.PermissionDenied => new(
                ErrorCodes.SparkPermissionDenied, what, $"The server says: {words}", "Ask its administrator for access; on Databricks for `Can Attach To` on the cluster."),
            StatusCode.Unavailable when details.RetryDelay is not null => new(
                ErrorCodes.SparkUnreachable, what, $"The server asked to wait, and stayed so: {words}", "Try again when the cluster has started."),
            _ when IsOutOfMemory(e, words) => OutOfMemory(what),
            StatusCode.ResourceExhausted => new(
                ErrorCodes.SparkMessageTooLarge,
                what,
                string.Create(CultureInfo.InvariantCulture, $"A message is larger than the {ConnectChannel.MaxMessageBytes >> 20} MiB that Spark Connect carries."),
                "Hand large frames over as files, and ask for fewer or narrower rows."),
            _ when CallFailure.IsTransient(e) => new(
                ErrorCodes.SparkUnreachable, what, $"{address} did not answer, or closed the connection.", "Check the host and port, that a Spark Connect server runs there, and the way to it (firewall, VPN)."),
            _ when words.Contains("OPERATION_CANCELED", StringComparison.Ordinal) => new(
                ErrorCodes.SparkOperationInterrupted, what, "The operation was interrupted on the server by somebody else.", "Run the cell again."),
            _ when words.Length == 0 => new(
                ErrorCodes.SparkRefused, what, $"The server refused without a reason ({e.StatusCode}).", "Its log says why: ask its administrator."),
            _ when e.StatusCode is StatusCode.Internal or StatusCode.InvalidArgument or StatusCode.Unknown or StatusCode.FailedPrecondition => new(
                ErrorCodes.SparkFailed, what, $"Spark says: {words}", "Correct what it names and run the cell again."),
            _ => new(
                ErrorCodes.SparkRefused, what, $"The server refused ({e.StatusCode}): {words}", "Show this message to the server's administrator."),
        };
    }

    internal UserError SessionGone(string what) => new(
        ErrorCodes.SparkSessionGone,
        what,
        $"{address} does not know this session any more: it was restarted, or the session was idle for too long. Its temp views and settings are gone.",
        "Connect again and hand the data over again.");

    internal UserError OperationLost(string what) => new(
        ErrorCodes.SparkOperationLost,
        what,
        $"{address} has let go of the operation, after a connection that was away for too long; the session is still there. It may have finished.",
        "Look whether what it writes is there before you run it again.");

    internal UserError NoProgress(string what) => new(
        ErrorCodes.SparkNoProgress,
        what,
        string.Create(CultureInfo.InvariantCulture, $"There was no sign of progress for {options.NoProgressTimeout.TotalSeconds:0} s (Spark 3.5 gives none before the first row). The driver may have run out of memory, or the cluster has no free executor."),
        "Raise the driver's memory (spark.driver.memory), or hand large frames over as files. Work that takes longer without a sign needs a longer limit: `#!spark-connect --no-progress SECONDS` (ConnectOptions.NoProgressTimeout).");

    internal UserError OpenTimedOut(string what) => new(
        ErrorCodes.SparkUnreachable,
        what,
        string.Create(CultureInfo.InvariantCulture, $"{address} took the connection but gave no answer within {options.OpenTimeout.TotalSeconds:0} s."),
        "Check that the port is that of a Spark Connect server and whether it wants TLS (use_ssl=true).");

    internal UserError Unreadable(string what) => new(
        ErrorCodes.SparkUnreadableAnswer,
        what,
        $"What answers at {address} is not a Spark Connect server, or wants TLS where the address does not say so.",
        "Check host and port (Spark's own default is 15002, Databricks' is 443) and use_ssl.");

    private static UserError OutOfMemory(string what) => new(
        ErrorCodes.SparkOutOfMemory,
        what,
        "The Spark driver ran out of memory.",
        "Raise the driver's memory (spark.driver.memory), hand large frames over as files, or collect fewer rows.");

    private static bool IsOutOfMemory(RpcException e, string words) =>
        words.Contains("OutOfMemoryError", StringComparison.Ordinal)
        || words.Contains("Java heap space", StringComparison.Ordinal)
        || e.Status.Detail.Contains("OutOfMemoryError", StringComparison.Ordinal);

    // What Grpc.Net makes of an answer of a web server: `Bad gRPC response. …`; 404 comes as UNIMPLEMENTED.
    private static bool IsNotGrpc(RpcException e) =>
        e.Status.Detail.StartsWith("Bad gRPC response", StringComparison.Ordinal) && e.StatusCode is StatusCode.Unimplemented or StatusCode.Cancelled;
}

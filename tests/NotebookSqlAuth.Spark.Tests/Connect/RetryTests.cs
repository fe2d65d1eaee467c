using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Spark.Tests.Servers;

namespace NotebookSqlAuth.Spark.Tests.Connect;

/// <summary>How often and after which waits a call is tried again.</summary>
public sealed class RetryTests
{
    // gRPC's status codes (grpc/doc/statuscodes.md).
    private const int InvalidArgument = 3;
    private const int PermissionDenied = 7;
    private const int ResourceExhausted = 8;
    private const int Internal = 13;
    private const int Unavailable = 14;
    private static readonly TimeSpan s_never = TimeSpan.FromHours(10);

    [Theory]
    [InlineData(Unavailable, "down")]
    [InlineData(Internal, "[INVALID_CURSOR.DISCONNECTED] The cursor is invalid.")]
    public async Task Server_that_is_away_is_tried_by_the_published_rules(int status, string message)
    {
        await using var server = await StatusServer.StartAsync(status, message);
        var time = new SkippingTime();
        var error = await OpenAsync(server, time, s_never);
        Assert.Equal(ErrorCodes.SparkUnreachable, error.Code);
        Assert.Equal(16, server.Calls);
        Assert.Equal([50, 200, 800], time.Waits.Take(3).Select(wait => wait.TotalMilliseconds));
        Assert.InRange(time.Waits[3].TotalMilliseconds, 3200, 3700);
        Assert.InRange(time.Waits[4].TotalMilliseconds, 12800, 13300);
        Assert.All(time.Waits.Skip(6), wait => Assert.InRange(wait.TotalMilliseconds, 60000, 60500));
        Assert.Equal(15, time.Waits.Count);
    }

    [Fact]
    public async Task Server_that_is_away_is_given_up_when_the_time_is_over()
    {
        await using var server = await StatusServer.StartAsync(Unavailable, "down");
        var time = new SkippingTime();
        await OpenAsync(server, time, TimeSpan.FromMinutes(6));
        Assert.InRange(time.Waits.Sum(wait => wait.TotalSeconds), 359, 361);
    }

    [Fact]
    public async Task Server_that_asks_to_wait_is_waited_for_as_long_as_it_asks()
    {
        await using var server = await StatusServer.StartAsync(Unavailable, "The cluster is starting.", RetryAfter(TimeSpan.FromSeconds(90)));
        var time = new SkippingTime();
        var error = await OpenAsync(server, time, TimeSpan.FromMinutes(6));
        Assert.Contains("The cluster is starting.", error.Message, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Repeat(90.0, 15), time.Waits.Select(wait => wait.TotalSeconds));
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task Port_of_this_computer_where_nothing_listens_is_told_at_once(string host)
    {
        var time = new SkippingTime();
        var port = ConnectServer.FreePort();
        var error = await Assert.ThrowsAsync<UserError>(() => ConnectSession.OpenAsync(
            ConnectAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"sc://{host}:{port}")),
            null,
            new ConnectOptions { TimeProvider = time, OpenTimeout = s_never },
            TestContext.Current.CancellationToken));
        Assert.Equal(ErrorCodes.SparkUnreachable, error.Code);
        Assert.Contains("Nothing listens", error.Why, StringComparison.Ordinal);
        Assert.Empty(time.Waits);
    }

    [Theory]
    [InlineData(PermissionDenied, "no", ErrorCodes.SparkPermissionDenied)]
    [InlineData(ResourceExhausted, "gRPC message exceeds maximum size", ErrorCodes.SparkMessageTooLarge)]
    [InlineData(InvalidArgument, "", ErrorCodes.SparkRefused)]
    [InlineData(Internal, "java.lang.OutOfMemoryError: Java heap space", ErrorCodes.SparkOutOfMemory)]
    [InlineData(Internal, "[INVALID_HANDLE.SESSION_CLOSED] The handle is invalid.", ErrorCodes.SparkSessionGone)]
    [InlineData(Internal, "[INVALID_HANDLE.OPERATION_ABANDONED] The handle is invalid.", ErrorCodes.SparkOperationLost)]
    [InlineData(Internal, "[SOME_ERROR] Words.\n\tat org.apache.Spark(Spark.scala:1)", ErrorCodes.SparkFailed)]
    public async Task Refusal_is_not_tried_again(int status, string message, string code)
    {
        await using var server = await StatusServer.StartAsync(status, Uri.EscapeDataString(message));
        var error = await OpenAsync(server, new SkippingTime(), s_never);
        Assert.Equal(code, error.Code);
        Assert.DoesNotContain("scala", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, server.Calls);
    }

    private static Task<UserError> OpenAsync(StatusServer server, SkippingTime time, TimeSpan openTimeout) => Assert.ThrowsAsync<UserError>(
        () => ConnectSession.OpenAsync(
            ConnectAddress.Parse(server.Address),
            null,
            new ConnectOptions { TimeProvider = time, OpenTimeout = openTimeout },
            TestContext.Current.CancellationToken));

    /// <summary>google.rpc.Status with a google.rpc.RetryInfo, written field by field.</summary>
    private static byte[] RetryAfter(TimeSpan wait)
    {
        const string TypeUrl = "type.googleapis.com/google.rpc.RetryInfo";
        var info = Field(1, Duration.FromTimeSpan(wait).ToByteArray());
        return Field(3, new Any { TypeUrl = TypeUrl, Value = ByteString.CopyFrom(info) }.ToByteArray());
    }

    /// <summary>A field of wire type 2 (protobuf encoding, length-delimited records).</summary>
    private static byte[] Field(int number, byte[] content)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(content));
        }

        return stream.ToArray();
    }
}

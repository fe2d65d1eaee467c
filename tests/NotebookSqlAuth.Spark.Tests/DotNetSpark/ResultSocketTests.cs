using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using NotebookSqlAuth.DotNetSpark;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Tests.Servers;

namespace NotebookSqlAuth.Spark.Tests.DotNetSpark;

/// <summary>The adapter's end of Spark's result socket against a listener that speaks it (SocketAuthHelper: texts with their length, then the answer).</summary>
public sealed class ResultSocketTests
{
    [Fact]
    public async Task Secret_is_shown_and_the_answer_read()
    {
        using var listener = Listen(out var port);
        var far = AnswerAsync(listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken).AsTask(), "ok", [0, 0, 1, 2]);
        using var socket = ResultSocket.Open(port, "sésame", TestContext.Current.CancellationToken);
        Assert.Equal(258, socket.ReadInt32());
        Assert.Equal("sésame", await far);
    }

    [Fact]
    public async Task Refused_secret_is_no_answer()
    {
        using var listener = Listen(out var port);
        var far = AnswerAsync(listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken).AsTask(), "err", []);
        Assert.Throws<InvalidDataException>(() => ResultSocket.Open(port, "wrong", TestContext.Current.CancellationToken));
        await far;
    }

    [Fact]
    public void Driver_on_another_machine_is_an_error_that_says_so()
    {
        var error = Assert.Throws<UserError>(() => ResultSocket.Open(ConnectServer.FreePort(), "secret", TestContext.Current.CancellationToken));
        Assert.Equal(ErrorCodes.SparkRowsUnreachable, error.Code);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFE })]
    [InlineData(new byte[] { 0x7F, 0xFF, 0xFF, 0xFF })]
    public async Task Length_that_no_text_has_is_no_answer(byte[] length)
    {
        using var listener = Listen(out var port);
        var far = AnswerAsync(listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken).AsTask(), "ok", length);
        using var socket = ResultSocket.Open(port, "secret", TestContext.Current.CancellationToken);
        await far;
        Assert.Throws<InvalidDataException>(() => socket.ReadText());
    }

    [Fact]
    public async Task Cancelling_ends_a_read_that_waits()
    {
        using var listener = Listen(out var port);
        var far = AnswerAsync(listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken).AsTask(), "ok", []);
        using var stop = new CancellationTokenSource();
        using var socket = ResultSocket.Open(port, "secret", stop.Token);
        var read = Task.Run(socket.ReadInt32, TestContext.Current.CancellationToken);
        await far;
        await stop.CancelAsync();
        Assert.True(await Record.ExceptionAsync(() => read) is IOException or ObjectDisposedException);
    }

    private static TcpListener Listen(out int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        port = ((IPEndPoint)listener.LocalEndpoint).Port;
        return listener;
    }

    /// <summary>Takes one connection and its secret, and answers; the connection stays open as long as the listener's process.</summary>
    private static async Task<string> AnswerAsync(Task<TcpClient> connection, string word, byte[] rest)
    {
        var stream = (await connection).GetStream();
        var length = new byte[sizeof(int)];
        await stream.ReadExactlyAsync(length);
        var secret = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
        await stream.ReadExactlyAsync(secret);
        BinaryPrimitives.WriteInt32BigEndian(length, word.Length);
        await stream.WriteAsync((byte[])[.. length, .. Encoding.UTF8.GetBytes(word), .. rest]);
        return Encoding.UTF8.GetString(secret);
    }
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace NotebookSqlAuth.Spark.Tests.Connect;

/// <summary>A server that is not Spark: to each connection it says the same bytes, or nothing, and closes when the client does.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;
    private readonly byte[] _says;

    internal ScriptedServer(byte[] says)
    {
        _says = says;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    internal string Address => string.Create(CultureInfo.InvariantCulture, $"sc://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                open.Add(TalkAsync(await _listener.AcceptSocketAsync(_end.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task TalkAsync(Socket client)
    {
        using var socket = client;
        var buffer = new byte[4096];
        try
        {
            await socket.ReceiveAsync(buffer, _end.Token);
            await socket.SendAsync(_says, _end.Token);
            if (_says.Length > 0)
            {
                return;
            }

            while (await socket.ReceiveAsync(buffer, _end.Token) > 0)
            {
                // Silence is all that this server has to say.
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // The client has gone, or the test has ended.
            await Task.Yield();
        }
    }
}

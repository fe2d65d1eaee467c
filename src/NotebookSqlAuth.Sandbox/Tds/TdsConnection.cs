using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using NotebookSqlAuth.Sandbox.Faults;
using NotebookSqlAuth.Sandbox.Tds.Login;
using NotebookSqlAuth.Sandbox.Tds.Requests;
using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds;

/// <summary>One client, from its first byte to its last.</summary>
/// <remarks>
/// Two parties work on it: a reader that never stops, so that an attention or a disconnect is seen while rows flow,
/// and one thread that answers, whose blocking writes hold the engine back when the client is slow.
/// </remarks>
internal sealed class TdsConnection(TdsEndpointOptions options, SslStreamCertificateContext certificate, Socket socket, ushort sessionId) : ICuttable, IDisposable
{
    private readonly BlockingCollection<ClientMessage> _messages = new(TdsLimits.QueuedMessages);
    private readonly Lock _gate = new();
    private readonly List<ClientMessage> _unanswered = [];
    private bool _isCut;

    /// <summary>Serves the client until it leaves, breaks the protocol, or is cut.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var stop = cancellationToken.Register(Cut);
        try
        {
            await ServeAsync(cancellationToken);
        }
        catch (Exception left) when (left is IOException or SocketException or AuthenticationException or TdsProtocolException or OperationCanceledException or ObjectDisposedException)
        {
            // The client is gone, rejects the certificate, does not speak TDS, or took too long: only its own connection ends.
        }
    }

    /// <inheritdoc/>
    public bool CutIfIdle()
    {
        lock (_gate)
        {
            if (_unanswered.Count > 0 || _isCut)
            {
                return false;
            }
        }

        Cut();
        return true;
    }

    public void Dispose()
    {
        _messages.Dispose();
        socket.Dispose();
    }

    private async Task ServeAsync(CancellationToken cancellationToken)
    {
        using var loginTime = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        loginTime.CancelAfter(options.LoginTimeout);
        await using var network = new NetworkStream(socket, ownsSocket: false);
        await using var stream = await SecureChannel.OpenAsync(socket, network, certificate, sessionId, loginTime.Token);
        if (stream is null)
        {
            return;
        }

        var exchange = new LoginExchange(options, stream, sessionId, ClientAddress());
        if (await exchange.RunAsync(loginTime.Token) is not { } login)
        {
            return;
        }

        using var session = login.Session;
        loginTime.CancelAfter(Timeout.InfiniteTimeSpan);
        options.Faults.Register(this);
        try
        {
            var answering = Task.Factory.StartNew(
                () => AnswerAll(stream, login), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            await ReadAllAsync(stream, cancellationToken);
            await answering;
        }
        finally
        {
            options.Faults.Unregister(this);
        }
    }

    private async Task ReadAllAsync(SslStream stream, CancellationToken cancellationToken)
    {
        try
        {
            var reader = new MessageReader(stream);
            while (await reader.ReadAsync(TdsLimits.RequestBytes, cancellationToken) is { } message)
            {
                Take(message);
            }
        }
        catch (Exception left) when (left is IOException or TdsProtocolException or OperationCanceledException or ObjectDisposedException)
        {
            // As in RunAsync; but the answering thread has to end first.
        }
        finally
        {
            // A client that sends no more reads no more.
            Cut();
            _messages.CompleteAdding();
        }
    }

    private void Take(ClientMessage message)
    {
        if (message.Type == PacketType.Attention)
        {
            StopAll();
        }

        lock (_gate)
        {
            _unanswered.Add(message);
        }

        if (!_messages.TryAdd(message))
        {
            throw new TdsProtocolException("Requests come faster than they can be answered.");
        }
    }

    private void AnswerAll(SslStream stream, LoggedIn login)
    {
        var packets = new PacketWriter(stream, sessionId, Cut);
        packets.SetPacketBytes(login.PacketBytes);
        var loop = new RequestLoop(options, login, new TokenWriter(packets, ServerIdentity.ServerName), Cut);
        var goesOn = true;
        foreach (var message in _messages.GetConsumingEnumerable())
        {
            using (message)
            {
                goesOn = goesOn && !IsCut() && TryAnswer(loop, message);
            }

            // Before the last packet: who has read the answer may count on an idle session.
            lock (_gate)
            {
                _unanswered.Remove(message);
            }

            packets.EndMessage();
            if (!goesOn)
            {
                Shutdown();
            }
        }
    }

    private static bool TryAnswer(RequestLoop loop, ClientMessage message)
    {
        try
        {
            return loop.Answer(message);
        }
        catch (TdsProtocolException)
        {
            return false;
        }
    }

    private string ClientAddress() => ((IPEndPoint)socket.RemoteEndPoint!).Address.ToString();

    private bool IsCut()
    {
        lock (_gate)
        {
            return _isCut;
        }
    }

    private void StopAll()
    {
        ClientMessage[] unanswered;
        lock (_gate)
        {
            unanswered = [.. _unanswered];
        }

        foreach (var message in unanswered)
        {
            message.Stop();
        }
    }

    private void Shutdown()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The client was faster.
        }
    }

    // Ends both directions at once; the reader sees it, and what runs is stopped.
    private void Cut()
    {
        lock (_gate)
        {
            _isCut = true;
        }

        Shutdown();
        StopAll();
    }
}

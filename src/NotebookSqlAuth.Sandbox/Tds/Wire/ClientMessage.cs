namespace NotebookSqlAuth.Sandbox.Tds.Wire;

/// <summary>A whole message of the client, with what stops the work on it.</summary>
internal sealed class ClientMessage(PacketType type, PacketStatus firstStatus, ReadOnlyMemory<byte> payload) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private bool _disposed;

    public PacketType Type { get; } = type;

    public ReadOnlyMemory<byte> Payload { get; } = payload;

    /// <summary>The pool hands the connection to its next user (MS-TDS 2.2.3.1.2: on a request's first packet).</summary>
    public bool ResetsConnection { get; } =
        (firstStatus & (PacketStatus.ResetConnection | PacketStatus.ResetConnectionKeepTransaction)) != 0;

    public CancellationToken Stopping => _stop.Token;

    /// <summary>Stops the work, from any thread; nothing happens when it is done already.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _stop.Cancel();
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _stop.Dispose();
        }
    }
}

using System.Net;
using System.Net.Sockets;

namespace NotebookSqlAuth.Sandbox;

/// <summary>Sockets bound to one port on 127.0.0.1 and, where the machine has it, ::1, so that <c>localhost</c> leads here whichever it means.</summary>
internal sealed class LoopbackListeners : IDisposable
{
    // A free port of one family may be taken in the other.
    private const int MaxTries = 20;

    private readonly List<Socket> _sockets;

    private LoopbackListeners(List<Socket> sockets) => _sockets = sockets;

    /// <summary>Where they are bound.</summary>
    public IReadOnlyList<IPEndPoint> EndPoints => [.. _sockets.Select(socket => (IPEndPoint)socket.LocalEndPoint!)];

    /// <summary>Their port.</summary>
    public int Port => EndPoints[0].Port;

    /// <summary>Binds, without listening yet.</summary>
    /// <param name="port">The port; 0 takes a free one.</param>
    /// <exception cref="SocketException">The port is in use.</exception>
    public static LoopbackListeners Bind(int port)
    {
        for (var attempt = 1; ; attempt++)
        {
            var sockets = new List<Socket>();
            try
            {
                sockets.Add(Bind(IPAddress.Loopback, port));
                if (Socket.OSSupportsIPv6)
                {
                    TryAddIPv6(sockets);
                }
                return new LoopbackListeners(sockets);
            }
            catch (SocketException e)
            {
                sockets.ForEach(socket => socket.Dispose());
                if (port != 0 || e.SocketErrorCode != SocketError.AddressAlreadyInUse || attempt == MaxTries)
                {
                    throw;
                }
            }
        }
    }

    /// <summary>Hands a bound socket to whoever listens on it.</summary>
    public Socket Take(EndPoint endPoint) => _sockets.Single(socket => Equals(socket.LocalEndPoint, endPoint));

    public void Dispose() => _sockets.ForEach(socket => socket.Dispose());

    private static void TryAddIPv6(List<Socket> sockets)
    {
        try
        {
            sockets.Add(Bind(IPAddress.IPv6Loopback, ((IPEndPoint)sockets[0].LocalEndPoint!).Port));
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported)
        {
            // The system knows IPv6, but its loopback has no such address; then `localhost` does not mean it either.
        }
    }

    private static Socket Bind(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }
}

using System.Globalization;
using NetMQ;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Kernel.Jupyter.Wire;

namespace NotebookSqlAuth.Kernel.Jupyter.Sockets;

/// <summary>Sets a socket up as a connection file wants it, and binds it.</summary>
internal static class SocketBinding
{
    /// <summary>Binds it.</summary>
    /// <param name="socket">The socket, which nobody uses yet.</param>
    /// <param name="connection">What it is to be like.</param>
    /// <param name="port">Its port.</param>
    /// <param name="linger">How long its last messages may take to leave.</param>
    /// <param name="poller">What will serve it.</param>
    /// <param name="onSocketThread">Does something on the thread that serves it.</param>
    /// <returns>What goes with it, to be disposed once the poller has ended; null for nothing.</returns>
    /// <exception cref="UserError">The port is taken.</exception>
    public static IpcRelay? Bind(
        NetMQSocket socket, ConnectionFile connection, int port, TimeSpan linger, NetMQPoller poller, Action<Action> onSocketThread)
    {
        var options = socket.Options;
        options.Linger = linger;
        options.MaxMsgSize = FrameReceiver.MaxFrameBytes;

        // At ZeroMQ's default of 1,000 messages a slow page would silently miss some.
        options.SendHighWatermark = 0;
        options.IPv4Only = !connection.Ip.Contains(':', StringComparison.Ordinal);
        if (socket is NetMQ.Sockets.RouterSocket)
        {
            // A page that comes back brings its old identity before its old connection is known to be gone.
            options.RouterHandover = true;
        }

        if (socket is NetMQ.Sockets.XPublisherSocket)
        {
            // Else only the first subscriber of a topic would be heard of, and welcomed.
            options.XPubVerbose = true;
        }

        if (connection.Curve is { } curve)
        {
            options.CurveServer = true;
            options.CurveCertificate = new NetMQCertificate(curve.Secret, curve.Public);
        }

        if (connection.Transport == "ipc")
        {
            return new IpcRelay(socket, string.Create(CultureInfo.InvariantCulture, $"{connection.Ip}-{port}"), poller, onSocketThread);
        }

        var host = connection.Ip == "localhost" ? "127.0.0.1" : options.IPv4Only ? connection.Ip : $"[{connection.Ip}]";
        try
        {
            socket.Bind(string.Create(CultureInfo.InvariantCulture, $"tcp://{host}:{port}"));
            return null;
        }
        catch (NetMQException error)
        {
            throw new UserError(
                ErrorCodes.KernelPorts,
                string.Create(CultureInfo.InvariantCulture, $"The kernel cannot listen on port {port}."),
                error.ErrorCode == ErrorCode.AddressAlreadyInUse ? "Another program uses it." : $"The system says {error.ErrorCode}.",
                "Start the kernel again from the front end: it chooses other ports.");
        }
    }
}

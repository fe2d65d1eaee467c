using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.DotNetSpark;

/// <summary>A connection to a socket that Spark opened on this machine for one answer (org.apache.spark.security.SocketAuthHelper).</summary>
internal sealed class ResultSocket : IDisposable
{
    // Secrets and the words of an error; what is longer is no text of Spark's.
    private const int MaxTextBytes = 1 << 26;

    private readonly Socket _socket;
    private readonly CancellationTokenRegistration _cancel;

    private ResultSocket(Socket socket, CancellationToken cancellationToken)
    {
        _socket = socket;
        Stream = new BufferedStream(new NetworkStream(socket, ownsSocket: true), 1 << 16);
        _cancel = cancellationToken.Register(socket.Dispose);
    }

    public Stream Stream { get; }

    /// <summary>Connects and shows the secret that the driver expects.</summary>
    /// <exception cref="UserError">The driver is not on this machine.</exception>
    public static ResultSocket Open(int port, string secret, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Connect(IPAddress.Loopback, port);
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw new UserError(
                ErrorCodes.SparkRowsUnreachable,
                string.Create(CultureInfo.InvariantCulture, $"The rows of the Spark DataFrame cannot be fetched: nothing answers on 127.0.0.1:{port}."),
                "Spark hands rows out on a port of the driver's machine, and only the bridge's own port leads there.",
                "Run the driver on the notebook's machine, or write the rows to a table and query that.");
        }

        var opened = new ResultSocket(socket, cancellationToken);
        try
        {
            opened.WriteText(secret);
            if (opened.ReadText() != "ok")
            {
                throw new InvalidDataException();
            }

            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>An int as Java's DataOutput writes it.</summary>
    public int ReadInt32()
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        Stream.ReadExactly(bytes);
        return BinaryPrimitives.ReadInt32BigEndian(bytes);
    }

    /// <summary>A text: its length in bytes, then UTF-8.</summary>
    /// <exception cref="InvalidDataException">No length of a text.</exception>
    public string ReadText()
    {
        var length = ReadInt32();
        if (length is < 0 or > MaxTextBytes)
        {
            throw new InvalidDataException();
        }

        var bytes = new byte[length];
        Stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    public void Dispose()
    {
        _cancel.Dispose();
        Stream.Dispose();
    }

    private void WriteText(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var message = new byte[sizeof(int) + bytes.Length];
        BinaryPrimitives.WriteInt32BigEndian(message, bytes.Length);
        bytes.CopyTo(message, sizeof(int));
        Stream.Write(message);
        Stream.Flush();
    }
}

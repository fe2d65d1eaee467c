using NetMQ;

namespace NotebookSqlAuth.Kernel.Jupyter.Sockets;

/// <summary>Takes whole messages off a socket, up to a size that no front end reaches.</summary>
internal static class FrameReceiver
{
    /// <summary>The largest frame that is read at all, bytes: the connection that announces a larger one is closed before it comes.</summary>
    public const long MaxFrameBytes = 256 * 1024 * 1024;

    // Identities, five frames and a comm's buffers.
    private const int MaxFrames = 1024;

    /// <summary>The next message's frames; null where none has come.</summary>
    /// <remarks>A message of too many frames comes back cut off, which its signature does not survive.</remarks>
    public static List<byte[]>? TryReceive(NetMQSocket socket)
    {
        var message = new Msg();
        message.InitEmpty();
        try
        {
            if (!socket.TryReceive(ref message, TimeSpan.Zero))
            {
                return null;
            }

            var frames = new List<byte[]> { message.ToArray() };
            var bytes = (long)frames[0].Length;
            while (message.HasMore)
            {
                socket.Receive(ref message);
                bytes += message.Size;
                if (frames.Count < MaxFrames && bytes <= MaxFrameBytes)
                {
                    frames.Add(message.ToArray());
                }
            }

            return frames;
        }
        finally
        {
            message.Close();
        }
    }

    private static byte[] ToArray(this Msg message) => message.Slice().ToArray();
}

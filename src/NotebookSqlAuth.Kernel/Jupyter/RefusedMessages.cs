using System.Globalization;
using NotebookSqlAuth.Kernel.Jupyter.Sockets;

namespace NotebookSqlAuth.Kernel.Jupyter;

/// <summary>Says on standard error that messages were dropped: the first of a kind, the tenth, the hundredth. Never what was in them.</summary>
/// <remarks>One thread only.</remarks>
internal sealed class RefusedMessages
{
    private readonly Dictionary<(ChannelName, string), int> _counts = [];

    /// <summary>Counts one.</summary>
    public void Add(ChannelName channel, string reason)
    {
        var count = _counts.GetValueOrDefault((channel, reason)) + 1;
        _counts[(channel, reason)] = count;
        if (IsPowerOfTen(count))
        {
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"notebook-sql: dropped {count} message(s) on {channel}: {reason}."));
        }
    }

    private static bool IsPowerOfTen(int count)
    {
        while (count % 10 == 0)
        {
            count /= 10;
        }

        return count == 1;
    }
}

using Microsoft.Data.Analysis;
using Microsoft.DotNet.Interactive.Formatting;
using NotebookSqlAuth.Display;

namespace NotebookSqlAuth.Interactive;

/// <summary>How C# cells show a frame: as the magics do.</summary>
internal static class FrameFormat
{
    private static int wasPutFirst;

    /// <summary>Tells the platform.</summary>
    public static void Register()
    {
        Formatter.Register<DataFrame>(frame => ResultTable.Of(frame).Html, "text/html");
        Formatter.Register<DataFrame>(frame => ResultTable.Of(frame).PlainText, "text/plain");
        Formatter.SetPreferredMimeTypesFor(typeof(DataFrame), "text/html", "text/plain");
    }

    /// <summary>
    /// Tells it once more, before the first magic runs: Microsoft.Data.Analysis has an extension of its own, which is loaded after this
    /// one and shows frames in another way. A format that the notebook registers later stays.
    /// </summary>
    public static void PutFirst()
    {
        if (Interlocked.Exchange(ref wasPutFirst, 1) == 0)
        {
            Register();
        }
    }
}

using Microsoft.Data.Analysis;
using Microsoft.DotNet.Interactive.Formatting;
using NotebookSqlAuth.Display;

namespace NotebookSqlAuth.Interactive;

/// <summary>How C# cells show a frame: as the magics do.</summary>
internal static class FrameFormat
{
    /// <summary>Tells the platform; telling it again changes nothing.</summary>
    public static void Register()
    {
        Formatter.Register<DataFrame>(frame => ResultTable.Of(frame).Html, "text/html");
        Formatter.Register<DataFrame>(frame => ResultTable.Of(frame).PlainText, "text/plain");
        Formatter.SetPreferredMimeTypesFor(typeof(DataFrame), "text/html", "text/plain");
    }
}

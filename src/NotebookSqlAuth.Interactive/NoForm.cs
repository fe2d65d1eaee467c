using Microsoft.DotNet.Interactive.Formatting;

namespace NotebookSqlAuth.Interactive;

/// <summary>The form of a value that holds nothing of it.</summary>
/// <remarks>
/// The platform hands a live object over together with a form of it. In any form of its own that runs the object's code: the ToString of a
/// class, the whole of a lazy sequence, a query that was put off.
/// </remarks>
internal static class NoForm
{
    public const string MimeType = "application/x-notebooksqlauth-none";

    /// <summary>Tells the platform.</summary>
    public static void Register() => Formatter.Register<object>(_ => string.Empty, MimeType);
}

using System.Diagnostics;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Magics;

/// <summary>What is said of an exception that nobody foresaw.</summary>
internal static class UnexpectedError
{
    /// <summary>Names the exception's type and the methods it came through; its message may hold a secret and is left out.</summary>
    public static UserError Of(Magic magic, Exception failure) => new(
        ErrorCodes.UnexpectedFailure,
        $"`{magic.Name}` failed unexpectedly.",
        $"{failure.GetType().FullName}{Path(failure)}. Its text is not shown, because it may hold a secret.",
        "This is a defect of NotebookSqlAuth. Please report it with this card; it holds no data of yours.");

    private static string Path(Exception failure)
    {
        var methods = new StackTrace(failure).GetFrames()
            .Select(frame => frame.GetMethod())
            .Where(method => method?.DeclaringType?.FullName is not null)
            .Select(method => $"{method!.DeclaringType!.FullName}.{method.Name}")
            .Take(4);
        var path = string.Join(" < ", methods);
        return path.Length == 0 ? "" : " at " + path;
    }
}

namespace Microsoft.DotNet.Interactive.Formatting;

public static class Formatter
{
    public static void Register<T>(Func<T, string> formatter, string mimeType = "text/plain") => throw Contract.Only;

    public static string ToDisplayString(this object obj, string mimeType = "text/plain") => throw Contract.Only;

    public static void SetPreferredMimeTypesFor(Type type, params string[] preferredMimeTypes) => throw Contract.Only;
}

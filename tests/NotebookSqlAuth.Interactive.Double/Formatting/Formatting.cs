namespace Microsoft.DotNet.Interactive.Formatting;

public class FormattedValue(string mimeType, string value)
{
    public string MimeType => mimeType;

    public string Value => value;
}

public static class Formatter
{
    private static readonly Dictionary<(Type Type, string MimeType), Func<object, string>> Formatters = [];

    public static void Register<T>(Func<T, string> formatter, string mimeType = "text/plain") =>
        Formatters[(typeof(T), mimeType)] = value => formatter((T)value);

    public static void SetPreferredMimeTypesFor(Type type, params string[] preferredMimeTypes) => Preferred[type] = preferredMimeTypes;

    /// <summary>What a type is shown as, the first first.</summary>
    public static Dictionary<Type, string[]> Preferred { get; } = [];

    /// <summary>A value as its formatter shows it.</summary>
    public static string ToDisplayString(this object obj, string mimeType = "text/plain") => obj is null
        ? "<null>"
        : Formatters.TryGetValue((obj.GetType(), mimeType), out var format) || Formatters.TryGetValue((typeof(object), mimeType), out format)
            ? format(obj)
            : $"{mimeType} of {obj}";
}

namespace Microsoft.DotNet.Interactive.Formatting;

public class FormattedValue
{
    public FormattedValue(string mimeType, string value) => throw Contract.Only;

    public string MimeType => throw Contract.Only;

    public string Value => throw Contract.Only;
}

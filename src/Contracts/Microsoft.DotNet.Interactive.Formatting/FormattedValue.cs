namespace Microsoft.DotNet.Interactive.Formatting;

public class FormattedValue
{
    public FormattedValue(string mimeType, string value) => throw Contract.Only;
}

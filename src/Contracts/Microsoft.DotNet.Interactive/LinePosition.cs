namespace Microsoft.DotNet.Interactive;

public class LinePosition
{
    public LinePosition(int Line, int Character) => throw Contract.Only;

    public int Line => throw Contract.Only;

    public int Character => throw Contract.Only;
}

public class LinePositionSpan
{
    public LinePositionSpan(LinePosition Start, LinePosition End) => throw Contract.Only;
}

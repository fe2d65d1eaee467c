/// <summary>What every body of a contract throws: the host's own assembly stands in its place when a notebook runs.</summary>
internal static class Contract
{
    public static System.Exception Only => new System.NotSupportedException(
        "A contract holds names and signatures only; the notebook's host brings the assembly that runs.");
}

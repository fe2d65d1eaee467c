namespace NotebookSqlAuth.Benchmarks;

/// <summary>One way for the rows to get into Spark.</summary>
internal sealed record Way(string Name, Func<Task<WayTime>> RunAsync);

/// <summary>How long it took, and what Spark answered, so that no way can win by answering something else.</summary>
internal sealed record WayTime(double HandOverSeconds, double QuerySeconds, string Answer)
{
    public double TotalSeconds => HandOverSeconds + QuerySeconds;
}

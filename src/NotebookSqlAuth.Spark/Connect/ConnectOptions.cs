namespace NotebookSqlAuth.Spark.Connect;

/// <summary>Limits and waits of a session. Immutable.</summary>
public sealed record ConnectOptions
{
    /// <summary>How long an operation may go on without any sign of progress before it is given up with an error.</summary>
    /// <remarks>
    /// A sign is a row, an uploaded piece, and from Spark 4 on a running task. Spark 3.5 tells nothing before the first row:
    /// there it bounds the whole wait for it.
    /// </remarks>
    public TimeSpan NoProgressTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long opening a session tries a server that does not answer.</summary>
    public TimeSpan OpenTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an open session tries a server that does not answer any more.</summary>
    public TimeSpan UnreachableTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The clock of all waits.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}

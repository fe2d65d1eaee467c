namespace NotebookSqlAuth.Sql;

/// <summary>The bounds of one query.</summary>
public sealed record QueryOptions
{
    /// <summary>How long the whole query may take, rows included: more than zero, at most 24 days; null for no bound.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How many rows of each result set to keep; null for all.</summary>
    public long? MaxRows { get; init; }
}

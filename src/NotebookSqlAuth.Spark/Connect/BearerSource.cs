namespace NotebookSqlAuth.Spark.Connect;

/// <summary>Gives the bearer token of one call; asked for each call, so that it may renew it.</summary>
public delegate Task<string> BearerSource(CancellationToken cancellationToken);

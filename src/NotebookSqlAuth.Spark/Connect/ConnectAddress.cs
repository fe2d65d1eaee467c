namespace NotebookSqlAuth.Spark.Connect;

/// <summary>Where a Spark Connect server is and how it is spoken to. Immutable; holds no token in any text of its own.</summary>
public sealed record ConnectAddress
{
    /// <summary>Reads <c>sc://host:port/;key=value;…</c>.</summary>
    /// <exception cref="Errors.UserError">Not such an address; says which part is wrong.</exception>
    public static ConnectAddress Parse(string text) => throw new NotImplementedException();

    /// <summary>A cluster of a Databricks workspace, or its serverless compute where no cluster is named.</summary>
    public static ConnectAddress Databricks(string host, string? clusterId) => throw new NotImplementedException();

    /// <summary>A certificate file (PEM or DER) that the server's certificate must equal; taken on loopback only.</summary>
    public string? CertificateFile { get; init; }
}

using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Session;

/// <summary>What the environment says where a magic's options say nothing.</summary>
/// <param name="variable">Reads a variable; null where it is not set.</param>
internal sealed class NotebookDefaults(Func<string, string?> variable)
{
    public const string ServerVariable = "NOTEBOOKSQLAUTH_SERVER";
    public const string DatabaseVariable = "NOTEBOOKSQLAUTH_DATABASE";
    public const string AuthorityVariable = "NOTEBOOKSQLAUTH_AUTHORITY";
    public const string CertificateVariable = "NOTEBOOKSQLAUTH_CERTIFICATE";
    public const string SparkCertificateVariable = "NOTEBOOKSQLAUTH_SPARK_CERTIFICATE";

    /// <summary>PySpark's own variable for a Connect server's address.</summary>
    public const string SparkRemoteVariable = "SPARK_REMOTE";

    /// <summary>The Databricks tools' own variables (docs.databricks.com, "Databricks unified authentication", environment variables).</summary>
    public const string DatabricksHostVariable = "DATABRICKS_HOST";

    /// <inheritdoc cref="DatabricksHostVariable"/>
    public const string DatabricksClusterVariable = "DATABRICKS_CLUSTER_ID";

    public string? Server => Value(ServerVariable);

    public string? Database => Value(DatabaseVariable);

    /// <summary>A file that a loopback endpoint's certificate must equal.</summary>
    public string? CertificateFile => Value(CertificateVariable);

    /// <summary>A file that the certificate of a Spark server on loopback must equal.</summary>
    public string? SparkCertificateFile => Value(SparkCertificateVariable);

    public string? SparkRemote => Value(SparkRemoteVariable);

    public string? DatabricksHost => Value(DatabricksHostVariable);

    public string? DatabricksCluster => Value(DatabricksClusterVariable);

    /// <summary>A target with the sandbox's certificate where it is one; a server of Azure is trusted as any other.</summary>
    public SqlTarget Target(string server, string database)
    {
        var target = new SqlTarget(server, database);
        return target.IsOnLoopback ? target with { CertificateFile = CertificateFile } : target;
    }

    /// <summary>A complete authority on loopback.</summary>
    /// <exception cref="UserError">The variable holds no address.</exception>
    public Uri? Authority => Value(AuthorityVariable) switch
    {
        null => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var authority) => authority,
        _ => throw new UserError(
            ErrorCodes.InvalidEnvironment,
            $"The environment variable `{AuthorityVariable}` holds no address.",
            "It names the authority of a sandbox, e.g. `https://localhost:5001/contoso.example`.",
            "Correct it or remove it, then restart the notebook."),
    };

    private string? Value(string name) => variable(name) is { Length: > 0 } value ? value : null;
}

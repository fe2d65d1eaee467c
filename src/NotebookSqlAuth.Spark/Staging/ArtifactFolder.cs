using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Connect;

namespace NotebookSqlAuth.Spark.Staging;

/// <summary>A folder on the cluster's default file system, filled by artifacts.</summary>
/// <remarks>
/// The server writes the files as its own user and with its own umask: who may read the cluster's <c>/tmp</c> may read them.
/// There is no call that deletes an artifact; <see cref="DeleteAsync"/> lets Spark SQL do it.
/// </remarks>
internal sealed class ArtifactFolder(ConnectSession session) : IStagingFolder
{
    private readonly string _name = StagingName.New(session);

    /// <inheritdoc/>
    public string Path => "/tmp/" + _name;

    /// <summary>What <c>copyFromLocalToFs</c> of Spark's own clients names an artifact that is to become a file (SPARK-44607).</summary>
    private string Artifact(string file) => $"forward_to_fs{Path}/{file}";

    /// <summary>Sends a byte ahead: a server that takes no files says so before the rows are on their way.</summary>
    public async Task<string?> RefusesAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Spark's readers pass over names that start with an underscore.
            using var content = new MemoryStream([0]);
            await session.AddArtifactAsync(Artifact("_probe"), content, bytesSent: null, cancellationToken);
            return null;
        }
        catch (UserError e) when (e.Code is ErrorCodes.SparkArtifactRefused or ErrorCodes.SparkFailed or ErrorCodes.SparkRefused)
        {
            return e.Why;
        }
    }

    /// <inheritdoc/>
    public Task UploadAsync(string name, Stream content, IProgress<long> bytesSent, CancellationToken cancellationToken) =>
        session.AddArtifactAsync(Artifact(name), content, bytesSent, cancellationToken);

    /// <summary>Declares the folder a database's place and drops the database, which deletes the place with all that is in it.</summary>
    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        // Whatever catalog the cells went to: Spark's own has databases with a place.
        await session.SqlAsync($"CREATE DATABASE spark_catalog.{_name} LOCATION '{Path}'", null, null, cancellationToken);
        await session.SqlAsync($"DROP DATABASE spark_catalog.{_name} CASCADE", null, null, cancellationToken);
    }

    /// <summary>Nothing of it is on this side.</summary>
    public void Dispose()
    {
    }
}

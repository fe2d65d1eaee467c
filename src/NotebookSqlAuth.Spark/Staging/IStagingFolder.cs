namespace NotebookSqlAuth.Spark.Staging;

/// <summary>A folder on the server's side that files are put into for one hand-over.</summary>
internal interface IStagingFolder : IDisposable
{
    /// <summary>Its path, as Spark reads it.</summary>
    string Path { get; }

    /// <summary>Makes it; where the server takes no files there, its reason, else null.</summary>
    Task<string?> RefusesAsync(CancellationToken cancellationToken);

    /// <summary>Puts one file into it.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="content">Read from its start to its end; can go back.</param>
    /// <param name="bytesSent">Told how many bytes of it have gone.</param>
    /// <param name="cancellationToken">Stops.</param>
    Task UploadAsync(string name, Stream content, IProgress<long> bytesSent, CancellationToken cancellationToken);

    /// <summary>Takes away all that was put there.</summary>
    Task DeleteAsync(CancellationToken cancellationToken);
}

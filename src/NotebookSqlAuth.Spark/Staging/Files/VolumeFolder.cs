using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Connect;

namespace NotebookSqlAuth.Spark.Staging.Files;

/// <summary>A folder of a Unity Catalog volume, filled through the Files API.</summary>
internal sealed class VolumeFolder : IStagingFolder
{
    private const int DeletesAtATime = 8;

    private readonly FilesApi _files;
    private readonly ConcurrentBag<string> _names = [];

    private VolumeFolder(FilesApi files, string path)
    {
        _files = files;
        Path = path;
    }

    /// <inheritdoc/>
    public string Path { get; }

    /// <summary>A new folder in a volume of the session's workspace.</summary>
    /// <exception cref="UserError">Not a volume's path, or the session has no token that the workspace would take.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The folder owns the client.")]
    internal static VolumeFolder Of(ConnectSession session, string volume)
    {
        // /Volumes/<catalog>/<schema>/<volume>[/<folder>…]
        var parts = volume.TrimEnd('/').Split('/');
        if (parts.Length < 5 || parts[0].Length > 0 || parts[1] != "Volumes" || parts.Skip(2).Any(part => part is "" or "." or ".."))
        {
            throw new UserError(
                ErrorCodes.InvalidVolume,
                $"`{volume}` is not a folder of a Unity Catalog volume.",
                "",
                "Name it like /Volumes/<catalog>/<schema>/<volume>, with further folders where you like.");
        }

        var bearer = session.Bearer ?? throw new UserError(
            ErrorCodes.InvalidVolume,
            $"Files cannot go to `{volume}`.",
            "The Spark session has no token, so it is none of a Databricks workspace.",
            "Leave the volume out, or connect to the workspace by its host and cluster.");
        return new VolumeFolder(
            new FilesApi(session.Address, bearer, session.Options), $"{volume.TrimEnd('/')}/{StagingName.New(session)}");
    }

    /// <summary>Makes it; that the volume refuses is an error, because the user has named it.</summary>
    public async Task<string?> RefusesAsync(CancellationToken cancellationToken)
    {
        await _files.CreateFolderAsync(Path, cancellationToken);
        return null;
    }

    /// <inheritdoc/>
    public Task UploadAsync(string name, Stream content, IProgress<long> bytesSent, CancellationToken cancellationToken)
    {
        _names.Add(name);
        return _files.UploadAsync($"{Path}/{name}", content, bytesSent, cancellationToken);
    }

    /// <summary>The files first: the API deletes empty folders only.</summary>
    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        var several = new ParallelOptions { MaxDegreeOfParallelism = DeletesAtATime, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(_names, several, async (name, stop) => await _files.DeleteFileAsync($"{Path}/{name}", stop));

        await _files.DeleteFolderAsync(Path, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _files.Dispose();
}

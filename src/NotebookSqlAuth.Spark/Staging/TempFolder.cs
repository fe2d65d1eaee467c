namespace NotebookSqlAuth.Spark.Staging;

/// <summary>A folder of the user's alone, gone with all that is in it when it is disposed.</summary>
internal sealed class TempFolder(string name) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory(name + "_");

    /// <summary>A new file, readable and writable by the user alone, which is deleted when it is closed.</summary>
    internal FileStream CreateFile(string name)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose,
            BufferSize = 1 << 16,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path.Combine(_folder.FullName, name), options);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}

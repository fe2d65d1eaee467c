using System.Text;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Kernel.Running;

namespace NotebookSqlAuth.Kernel.Databricks;

/// <summary>Writes what a Databricks workspace needs: the tool, the Python package, a notebook to start with.</summary>
internal static class Pack
{
    /// <summary>The tool's zip.</summary>
    public const string ToolName = $"notebook-sql-{ToolFiles.RuntimeIdentifier}.zip";

    private const string Settings = "notebook-sql.runtimeconfig.json";

    /// <summary>Writes the three files and says what to do with them.</summary>
    /// <exception cref="UserError">The folder cannot be written.</exception>
    public static async Task<int> RunAsync(PackOptions options, TerminalOutput terminal, CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath(options.Folder);
        try
        {
            Directory.CreateDirectory(folder);
            RefuseOtherFiles(folder);
            var whyNot = await WriteToolAsync(Path.Combine(folder, ToolName), cancellationToken);
            await PackedZip.WriteAsync(Path.Combine(folder, PythonPackage.WheelName), PythonPackage.Entries(), cancellationToken);
            await File.WriteAllTextAsync(
                Path.Combine(folder, StarterNotebook.FileName), StarterNotebook.Text(options.Uploaded, options.Target), cancellationToken);
            terminal.Show(Guide(folder, options.Uploaded, whyNot));
            return HeadlessRun.ExitSucceeded;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError(ErrorCodes.PackFolder, $"`{folder}` cannot take what is packed.", error.Message, "Name a folder that can be written.");
        }
    }

    // The guide says to upload the folder: nothing that happens to lie in it may go along.
    private static void RefuseOtherFiles(string folder)
    {
        string[] own = [ToolName, PythonPackage.WheelName, StarterNotebook.FileName];
        if (Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)!).FirstOrDefault(name => !own.Contains(name)) is { } other)
        {
            throw new UserError(
                ErrorCodes.PackFolder,
                $"`{folder}` holds more than what is packed, `{other}` for one.",
                "The whole folder is uploaded to the workspace afterwards.",
                "Name a new or an empty folder.");
        }
    }

    // Why it went without .NET; null where it has its own.
    private static async Task<string?> WriteToolAsync(string zip, CancellationToken cancellationToken)
    {
        var files = ToolFiles.Find(AppContext.BaseDirectory);
        if (ToolFiles.AreSelfContained(AppContext.BaseDirectory))
        {
            await PackedZip.WriteAsync(zip, files.Select(EntryOf), cancellationToken);
            return null;
        }

        var work = Directory.CreateTempSubdirectory("notebook-sql-pack-");
        try
        {
            var (runtime, whyNot) = await RuntimeLayout.PublishAsync(work.FullName, cancellationToken);
            var entries = runtime.Concat(files).GroupBy(file => file.Key)
                // Where both have a file it is the tool's: a package's assembly that lies beside a portable program is newer than the framework's.
                .Select(same => same.Last())
                .OrderBy(file => file.Key, StringComparer.Ordinal)
                .Select(EntryOf)
                .ToList();
            if (whyNot is null)
            {
                var settings = RuntimeLayout.Settings(
                    await File.ReadAllTextAsync(runtime[Settings], cancellationToken), await File.ReadAllTextAsync(files[Settings], cancellationToken));
                entries[entries.FindIndex(entry => entry.Name == Settings)] = PackedEntry.Of(Settings, Encoding.UTF8.GetBytes(settings));
            }

            await PackedZip.WriteAsync(zip, entries, cancellationToken);
            return whyNot;
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static PackedEntry EntryOf(KeyValuePair<string, string> file) =>
        new(file.Key, Path.GetExtension(file.Key).Length == 0, () => File.OpenRead(file.Value));

    private static string Guide(string folder, string uploaded, string? whyNot)
    {
        var runtime = whyNot is null
            ? "It has its own .NET: the driver needs none."
            : $"It has NO .NET of its own: the driver needs the .NET {Environment.Version.Major} runtime (`dotnet` on PATH or DOTNET_ROOT), because .NET for {ToolFiles.RuntimeIdentifier} could not be fetched: {whyNot}";
        return $"""
            Packed into {folder}:
              {ToolName}   the tool. {runtime}
              {PythonPackage.WheelName}   the Python package
              {StarterNotebook.FileName}   a notebook to start with

            1. Upload the first two to {uploaded} (Catalog > your volume > Upload, or: databricks fs cp -r {folder} dbfs:{uploaded}).
            2. Import {StarterNotebook.FileName} into your workspace (Workspace > Import).
            3. Attach it to a cluster of Databricks runtime 13 or later (x86, dedicated to you) and run its cells from the top.
            """;
    }
}

/// <summary>What is packed, and for where.</summary>
/// <param name="Folder">Where it is written.</param>
/// <param name="Uploaded">The folder that it will be uploaded to, as the driver sees it; without a slash at its end.</param>
/// <param name="Target">The words of the notebook's `#!sql-connect`, a blank first; empty for none.</param>
internal sealed record PackOptions(string Folder, string Uploaded, string Target);

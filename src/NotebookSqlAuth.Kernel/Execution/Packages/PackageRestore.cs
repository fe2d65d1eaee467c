using System.ComponentModel;
using System.Diagnostics;
using NotebookSqlAuth.Errors;
using NuGet.Common;
using NuGet.Packaging;
using NuGet.ProjectModel;

namespace NotebookSqlAuth.Kernel.Execution.Packages;

/// <summary>Resolves packages with the SDK's own restore, so that the user's feeds, credentials and caches are the ones in use.</summary>
internal static class PackageRestore
{
    /// <summary>Restores packages and reads what came of it.</summary>
    /// <param name="packages">All that the notebook has asked for so far.</param>
    /// <param name="settingsFolder">Where NuGet starts looking for NuGet.config.</param>
    /// <param name="cancellationToken">Ends the restore.</param>
    /// <exception cref="UserError">The SDK is missing, or the restore failed: with its own messages.</exception>
    public static async Task<ResolvedPackages> RunAsync(
        IReadOnlyList<PackageDirective> packages, string settingsFolder, CancellationToken cancellationToken)
    {
        // Only this user may enter a folder made this way.
        var folder = Directory.CreateTempSubdirectory("notebook-sql-restore-");
        try
        {
            var project = Path.Combine(folder.FullName, "notebook.csproj");
            RestoreProject.Write(project, packages, settingsFolder);
            var output = await RestoreAsync(project, cancellationToken);
            var assets = LockFileUtilities.GetLockFile(Path.Combine(folder.FullName, "obj", "project.assets.json"), NullLogger.Instance);
            var errors = assets?.LogMessages.Where(message => message.Level == LogLevel.Error).Select(message => message.Message).ToList();
            if (output is null && assets is not null && errors is not { Count: > 0 })
            {
                return PackageAssets.Read(assets, packages);
            }

            throw new UserError(
                ErrorCodes.PackageRestore,
                $"The packages could not be restored: {string.Join(", ", packages)}.",
                (errors is { Count: > 0 } ? string.Join('\n', errors) : output ?? "").TrimEnd('.') + ".",
                "Check the name, the version and the feeds in NuGet.config.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Null where it succeeded, else what it printed.
    private static async Task<string?> RestoreAsync(string project, CancellationToken cancellationToken)
    {
        using var process = Start(project);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            var text = (await output + await errors).Replace(project, "notebook", StringComparison.Ordinal).Trim();
            return process.ExitCode == 0 ? null : text;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }
    }

    private static Process Start(string project)
    {
        try
        {
            return SdkCommand.Start(Path.GetDirectoryName(project)!, ["restore", project, "--verbosity", "quiet", "-nologo", "-tl:off", "-nodeReuse:false"]);
        }
        catch (Win32Exception)
        {
            throw new UserError(
                ErrorCodes.SdkMissing,
                "Packages cannot be restored: there is no `dotnet` command on the path.",
                "The tool restores a notebook's packages with the .NET SDK.",
                "Install the .NET SDK, or remove the #r \"nuget:\" lines.");
        }
    }
}

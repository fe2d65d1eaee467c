using System.Diagnostics;
using Apache.Arrow;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Arrow;
using NotebookSqlAuth.Spark.Connect;

namespace NotebookSqlAuth.Spark.Staging;

/// <summary>Rows as files of a folder on the server's side, which goes when the session does, or at once when something fails.</summary>
internal sealed class StagedFiles(ConnectSession session, IStagingFolder folder)
{
    private static readonly TimeSpan s_deleteLimit = TimeSpan.FromMinutes(1);

    /// <summary>Makes a view of them; null where the server takes no files, and then no batch has been taken.</summary>
    internal async Task<FileHandOver?> TryRunAsync(
        string view,
        SparkSchema schema,
        IAsyncEnumerable<RecordBatch> batches,
        long maxFileBytes,
        IProgress<HandOverProgress>? progress,
        CancellationToken cancellationToken)
    {
        var created = false;
        try
        {
            created = await folder.TryCreateAsync(cancellationToken);
            if (!created)
            {
                folder.Dispose();
                return null;
            }

            var files = new FileHandOver(folder, schema, maxFileBytes, progress);
            await files.RunAsync(batches, cancellationToken);
            await session.ReadParquet([folder.Path]).CreateTempViewAsync(view, cancellationToken);
            session.BeforeEnd(DeleteAsync);
            return files;
        }
        catch when (created)
        {
            await DeleteAsync();
            throw;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    private async Task DeleteAsync()
    {
        using var limit = new CancellationTokenSource(s_deleteLimit, session.Options.TimeProvider);
        try
        {
            await folder.DeleteAsync(limit.Token);
        }
        catch (Exception e) when (e is UserError or OperationCanceledException)
        {
            // The session or the hand-over ends either way, and its own error is the one to be told.
            Debug.WriteLine(e.GetType().Name);
        }
        finally
        {
            folder.Dispose();
        }
    }
}

using Apache.Arrow;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Arrow;
using NotebookSqlAuth.Spark.Connect;

namespace NotebookSqlAuth.Spark.Staging;

/// <summary>Rows as files of a folder on the server's side, which goes when the session does, or at once when something fails.</summary>
internal sealed class StagedFiles(ConnectSession session, IStagingFolder folder)
{
    private static readonly TimeSpan s_deleteLimit = TimeSpan.FromMinutes(1);

    /// <summary>Why the server takes no files; null where it does.</summary>
    internal string? Refusal { get; private set; }

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
            Refusal = await folder.RefusesAsync(cancellationToken);
            if (Refusal is not null)
            {
                folder.Dispose();
                return null;
            }

            created = true;
            var files = new FileHandOver(folder, schema, maxFileBytes, progress);
            await files.RunAsync(batches, cancellationToken);
            await session.ReadParquet([folder.Path]).CreateTempViewAsync(view, cancellationToken);
            if (!session.IsOwn)
            {
                // It goes on without this side, and its views with it.
                folder.Dispose();
            }
            else if (!session.BeforeEnd(DeleteAsync))
            {
                await DeleteAsync(CancellationToken.None);
            }

            return files;
        }
        catch when (created)
        {
            await DeleteAsync(CancellationToken.None);
            throw;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    private async Task DeleteAsync(CancellationToken ending)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ending);
        limit.CancelAfter(s_deleteLimit);
        try
        {
            await folder.DeleteAsync(limit.Token);
        }
        catch (Exception e) when (e is UserError or OperationCanceledException)
        {
            // The session or the hand-over ends either way, and its own error is the one to be thrown.
            session.Left(folder.Path);
        }
        finally
        {
            folder.Dispose();
        }
    }
}

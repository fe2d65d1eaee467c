using System.Runtime.CompilerServices;
using Apache.Arrow;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Spark.Arrow;

namespace NotebookSqlAuth.Kernel.Python;

/// <summary>The private folder (0700, made and deleted by the package) that rows pass through, each time as one Arrow stream file.</summary>
internal sealed class PythonFolder(string path)
{
    // The encoder's large writes go straight through; this gathers the small ones between them.
    private const int BufferBytes = 1 << 16;

    // What goes to pandas is read as a whole: batches only bound the encoder's buffers.
    private static readonly ArrowOptions Options = new();

    private readonly ConditionalWeakTable<DataFrame, string> _kept = [];

    /// <summary>Writes a frame's rows.</summary>
    /// <returns>What the user should know of values that changed on the way.</returns>
    /// <exception cref="Errors.UserError">A column that Arrow does not carry.</exception>
    public static async Task<IReadOnlyList<string>> WriteAsync(PythonFile file, DataFrame frame, CancellationToken cancellationToken)
    {
        var schema = SparkSchema.Of(frame, Options);
        var notices = new List<string>();
        await using var stream = Create(file);
        await Task.Run(() => ArrowStream.Write(stream, schema.Arrow, FrameBatches.Of(frame, schema, Options, notices)), cancellationToken);
        return notices;
    }

    /// <summary>Writes a query's rows as they come.</summary>
    /// <returns>The rows written.</returns>
    public static async Task<long> WriteAsync(
        PythonFile file, SparkSchema schema, IAsyncEnumerable<RecordBatch> batches, CancellationToken cancellationToken)
    {
        await using var stream = Create(file);
        return await ArrowStream.WriteAsync(stream, schema.Arrow, batches, cancellationToken);
    }

    /// <summary>A file of its own, not written yet.</summary>
    public PythonFile NewFile() => new(path);

    /// <summary>Reads rows that the package wrote, and deletes their file.</summary>
    /// <param name="name">The file.</param>
    /// <param name="table">The name that the package keeps the same rows under for as long as the cell runs; null where it does not.</param>
    /// <exception cref="Errors.UserError">A column of a type that frames do not have.</exception>
    public DataFrame ReadFrame(string name, string? table)
    {
        // Its name only: what a message says decides over no other folder.
        using var file = new PythonFile(path, Path.GetFileName(name));
        using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes);
        var content = ArrowStream.Read(stream);
        var frame = FrameBatches.ToFrame(content.Schema, content.Batches);
        if (table is not null)
        {
            _kept.Add(frame, table);
        }

        return frame;
    }

    /// <summary>The name under which the package still has a frame's rows, in the types they came with; null where it does not.</summary>
    public string? KeptTable(DataFrame frame) => _kept.TryGetValue(frame, out var table) ? table : null;

    private static FileStream Create(PythonFile file)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            BufferSize = BufferBytes,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(file.FullName, options);
    }
}

/// <summary>One file of that folder; deleted when disposed.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Name">The file's name in it.</param>
internal sealed record PythonFile(string Folder, string Name) : IDisposable
{
    public PythonFile(string folder)
        : this(folder, Guid.NewGuid().ToString("N") + ".arrows")
    {
    }

    public string FullName => Path.Combine(Folder, Name);

    public void Dispose() => File.Delete(FullName);
}

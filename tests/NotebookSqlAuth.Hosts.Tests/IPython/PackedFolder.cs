using System.IO.Compression;
using NotebookSqlAuth.Hosts.Tests.Running;

namespace NotebookSqlAuth.Hosts.Tests.IPython;

/// <summary>What <c>databricks pack</c> wrote, once for a whole class of tests.</summary>
public sealed class PackedFolder : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nsa-pack-");

    /// <summary>The folder, which the starter notebook names too.</summary>
    public string Folder => _folder.FullName;

    /// <summary>What the command printed.</summary>
    public string Printed { get; private set; } = "";

    /// <summary>The wheel.</summary>
    public string Wheel => Assert.Single(Directory.GetFiles(Folder, "*.whl"));

    /// <summary>The tool.</summary>
    public string Tool => Path.Combine(Folder, "notebook-sql-linux-x64.zip");

    /// <summary>The starter notebook.</summary>
    public string Starter => Path.Combine(Folder, "notebook-sql-starter.py");

    public async ValueTask InitializeAsync()
    {
        var run = await Running.Tool.RunAsync("databricks", "pack", Folder, "--at", Folder);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Printed = run.Output;
    }

    /// <summary>The contents of a zip's files by name.</summary>
    internal static async Task<Dictionary<string, byte[]>> ReadAsync(string zip)
    {
        var contents = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        await using var archive = await ZipFile.OpenReadAsync(zip, TestContext.Current.CancellationToken);
        foreach (var entry in archive.Entries)
        {
            await using var stream = await entry.OpenAsync(TestContext.Current.CancellationToken);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
            contents.Add(entry.FullName, bytes.ToArray());
        }

        return contents;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}

using NotebookSqlAuth.Hosts.Tests.Running;

namespace NotebookSqlAuth.Hosts.Tests.Jupyter;

/// <summary>Both kernels, installed by the tool itself into folders of their own, apart from the user's Jupyter.</summary>
public sealed class InstalledKernels : IAsyncLifetime
{
    // A blank in every path: kernel.json's argv has to survive it.
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nsa jupyter ");

    /// <summary>Where clients work and leave their files.</summary>
    public string WorkFolder => _folder.CreateSubdirectory("work").FullName;

    /// <summary>Where Jupyter's tools look for kernels, and where they and the kernels put what they write.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["JUPYTER_DATA_DIR"] = Path.Combine(_folder.FullName, "data"),
        ["JUPYTER_RUNTIME_DIR"] = _folder.CreateSubdirectory("runtime").FullName,
        ["JUPYTER_CONFIG_DIR"] = _folder.CreateSubdirectory("config").FullName,
        ["IPYTHONDIR"] = _folder.CreateSubdirectory("ipython").FullName,
        ["NSA_TOOL"] = Repository.Built("NotebookSqlAuth.Kernel", "net10.0", "notebook-sql.dll"),
        ["NSA_REPOSITORY"] = Repository.Root,
        ["PYTHONDONTWRITEBYTECODE"] = "1",
    };

    public async ValueTask InitializeAsync()
    {
        foreach (var sandbox in (string[][])[[], ["--sandbox"]])
        {
            using var tool = Tool.Start(Environment, ["jupyter", "install", .. sandbox]);
            var installed = await tool.EndAsync();
            Assert.True(installed.ExitCode == 0, installed.Output + installed.Errors);
        }
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}

using System.Diagnostics;
using NotebookSqlAuth.Hosts.Tests.IPython;
using NotebookSqlAuth.Hosts.Tests.Package;
using NotebookSqlAuth.Sandbox;

namespace NotebookSqlAuth.Hosts.Tests.Interactive;

/// <summary>The real host as a Jupyter kernel, with a Python client.</summary>
public sealed class JupyterHostTests(PackageFeed feed)
{
    // Says where the package is, then runs the notebook as it is.
    private const string Run = """
        import sys, nbformat, nbclient
        notebook = nbformat.read(sys.argv[1], as_version=4)
        notebook.cells.insert(0, nbformat.v4.new_code_cell('#i "nuget:' + sys.argv[2] + '"'))
        nbclient.NotebookClient(notebook, kernel_name=".net-csharp", timeout=300, resources={"metadata": {"path": sys.argv[3]}}).execute()
        for cell in notebook.cells:
            for output in cell.get("outputs", []):
                print(output.get("text", "") or output.get("data", {}).get("text/plain", ""))
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_quickstart_runs_through_Jupyter_too()
    {
        Python.Require("nbclient", "nbformat");
        await DotnetInteractive.RequireAsync();
        var package = await feed.PackageAsync();
        var folder = Directory.CreateTempSubdirectory("notebooksqlauth-jupyter-host-");
        try
        {
            var kernel = await HostKernel.InstallAsync(folder);
            await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions(), Token);
            sandbox.DeviceCodeRequested += (_, request) => _ = sandbox.ApproveAsync(request.UserCode, SandboxUser.All[0], TestContext.Current.CancellationToken);

            var python = new ProcessStartInfo(Python.Program, ["-c", Run, Repository.PathOf("notebooks", "quickstart.ipynb"), package.Feed, folder.FullName]);
            foreach (var (name, value) in sandbox.EnvironmentVariables.Concat(kernel))
            {
                python.Environment[name] = value;
            }

            python.Environment["JUPYTER_RUNTIME_DIR"] = folder.CreateSubdirectory("runtime").FullName;
            var shown = await HostKernel.RunAsync(python);

            Assert.Contains(" is loaded in .NET Interactive 1.0.0-beta", shown, StringComparison.Ordinal);
            Assert.Contains(SandboxUser.All[0].UserName, shown, StringComparison.Ordinal);
            Assert.Contains("rows × ", shown, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

using System.Diagnostics;
using System.Text.Json.Nodes;
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
        var program = await DotnetInteractive.RequireAsync();
        var package = await feed.PackageAsync();
        var folder = Directory.CreateTempSubdirectory("notebooksqlauth-jupyter-host-");
        try
        {
            var kernels = folder.CreateSubdirectory("kernels").FullName;
            await MustAsync(new ProcessStartInfo(program, ["jupyter", "install", "--path", kernels]));
            Start(Path.Combine(kernels, ".net-csharp", "kernel.json"), program);
            await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions(), Token);
            sandbox.DeviceCodeRequested += (_, request) => _ = sandbox.ApproveAsync(request.UserCode, SandboxUser.All[0], TestContext.Current.CancellationToken);

            var python = new ProcessStartInfo(Python.Program, ["-c", Run, Repository.PathOf("notebooks", "quickstart.ipynb"), package.Feed, folder.FullName]);
            foreach (var (name, value) in sandbox.EnvironmentVariables)
            {
                python.Environment[name] = value;
            }

            python.Environment["JUPYTER_PATH"] = folder.FullName;
            python.Environment["JUPYTER_RUNTIME_DIR"] = folder.CreateSubdirectory("runtime").FullName;
            python.Environment["DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT"] = "1";
            python.Environment["NUGET_FALLBACK_PACKAGES"] = InteractiveHost.UsersPackages;
            python.Environment["NUGET_PACKAGES"] = Path.Combine(folder.FullName, "packages");
            var shown = await MustAsync(python);

            Assert.Contains(" is loaded in .NET Interactive 1.0.0-beta", shown, StringComparison.Ordinal);
            Assert.Contains(SandboxUser.All[0].UserName, shown, StringComparison.Ordinal);
            Assert.Contains("rows × ", shown, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // As it is installed it starts `dotnet interactive`, which is found where the tool is installed for all of a user's programs.
    private static void Start(string spec, string program)
    {
        var json = JsonNode.Parse(File.ReadAllText(spec))!;
        var arguments = json["argv"]!.AsArray();
        arguments.RemoveAt(0);
        arguments[0] = program;
        File.WriteAllText(spec, json.ToJsonString());
    }

    private static async Task<string> MustAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Token);
        var output = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        Assert.True(process.ExitCode == 0, output + await errors);
        return output;
    }
}

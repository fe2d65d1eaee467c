using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using NotebookSqlAuth.Kernel.Execution.Packages;

namespace NotebookSqlAuth.Kernel.Databricks;

/// <summary>.NET for Linux x64 from the user's feed: what the SDK lays around an empty program of the tool's name.</summary>
internal static class RuntimeLayout
{
    private const string Program = "notebook-sql";

    /// <summary>Publishes it.</summary>
    /// <param name="folder">An empty folder to work in.</param>
    /// <param name="cancellationToken">Ends the SDK's process.</param>
    /// <returns>The files by name; or none, and why.</returns>
    public static async Task<(SortedDictionary<string, string> Files, string? WhyNot)> PublishAsync(string folder, CancellationToken cancellationToken)
    {
        var none = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var project = Path.Combine(folder, "runtime.csproj");
        Write(project);
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), "return; // Gives way to the tool's own assembly.\n", cancellationToken);
        if (await RunAsync(project, cancellationToken) is { } whyNot)
        {
            return (none, whyNot);
        }

        foreach (var file in Directory.GetFiles(Path.Combine(folder, "layout")).Where(file => Path.GetExtension(file) is not (".pdb" or ".json")))
        {
            none[Path.GetFileName(file)] = file;
        }

        none[Program + ".runtimeconfig.json"] = Path.Combine(folder, "layout", Program + ".runtimeconfig.json");
        return (none, null);
    }

    /// <summary>The runtime's own settings with the tool's switches.</summary>
    /// <param name="runtime">The runtime's: which frameworks are included.</param>
    /// <param name="tool">The tool's.</param>
    public static string Settings(string runtime, string tool)
    {
        var merged = JsonNode.Parse(runtime)!;
        merged["runtimeOptions"]!["configProperties"] = JsonNode.Parse(tool)!["runtimeOptions"]!["configProperties"]?.DeepClone();
        return merged.ToJsonString();
    }

    private static void Write(string project) => new XDocument(new XElement(
        "Project",
        new XElement(
            "PropertyGroup",
            // A Directory.Build.props above the temporary folder has no say here.
            new XElement("ImportDirectoryBuildProps", false),
            new XElement("ImportDirectoryBuildTargets", false),
            new XElement("ImportDirectoryPackagesProps", false)),
        new XElement("Import", new XAttribute("Project", "Sdk.props"), new XAttribute("Sdk", "Microsoft.NET.Sdk")),
        new XElement(
            "PropertyGroup",
            new XElement("OutputType", "Exe"),
            new XElement("AssemblyName", Program),
            new XElement("TargetFramework", $"net{Environment.Version.Major}.0"),
            new XElement("RuntimeIdentifier", ToolFiles.RuntimeIdentifier),
            new XElement("SelfContained", true),
            new XElement("SatelliteResourceLanguages", "en"),
            new XElement("NuGetAudit", false)),
        new XElement("ItemGroup", new XElement("FrameworkReference", new XAttribute("Include", "Microsoft.AspNetCore.App"))),
        new XElement("Import", new XAttribute("Project", "Sdk.targets"), new XAttribute("Sdk", "Microsoft.NET.Sdk")))).Save(project);

    // Null where it succeeded, else what the SDK said.
    private static async Task<string?> RunAsync(string project, CancellationToken cancellationToken)
    {
        try
        {
            using var process = SdkCommand.Start(
                Path.GetDirectoryName(project)!, ["publish", project, "-c", "Release", "-o", "layout", "--verbosity", "quiet", "-nologo", "-tl:off", "-nodeReuse:false"]);
            try
            {
                var errors = process.StandardError.ReadToEndAsync(cancellationToken);
                var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
                await process.WaitForExitAsync(cancellationToken);
                return process.ExitCode == 0 ? null : (output + await errors).Replace(project, "the runtime's project", StringComparison.Ordinal).Trim();
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
        }
        catch (Win32Exception)
        {
            return "there is no `dotnet` command on the path";
        }
    }
}

using System.Runtime.InteropServices;
using System.Xml.Linq;

namespace NotebookSqlAuth.Kernel.Execution.Packages;

/// <summary>The project that stands for a notebook's packages while they are restored.</summary>
internal static class RestoreProject
{
    /// <summary>The framework that packages are chosen for: the one that runs.</summary>
    public static string Framework { get; } = $"net{Environment.Version.Major}.0";

    /// <summary>The platform that native files are chosen for, in the portable form that packages use.</summary>
    public static string RuntimeIdentifier { get; } =
        (OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx"
            : RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) ? "linux-musl" : "linux")
        + "-" + RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => "x64",
            Architecture.X86 => "x86",
            Architecture.Arm => "arm",
            _ => "arm64",
        };

    /// <summary>Writes the project.</summary>
    /// <param name="file">Where to.</param>
    /// <param name="packages">What it refers to.</param>
    /// <param name="settingsFolder">Where NuGet starts looking for NuGet.config, upward; the user's own settings come after.</param>
    public static void Write(string file, IEnumerable<PackageDirective> packages, string settingsFolder) =>
        new XDocument(new XElement(
            "Project",
            new XElement(
                "PropertyGroup",
                // A Directory.Build.props above the temporary folder is none of the notebook's business.
                new XElement("ImportDirectoryBuildProps", false),
                new XElement("ImportDirectoryBuildTargets", false),
                new XElement("ImportDirectoryPackagesProps", false),
                new XElement("RestoreRootConfigDirectory", settingsFolder)),
            new XElement("Import", new XAttribute("Project", "Sdk.props"), new XAttribute("Sdk", "Microsoft.NET.Sdk")),
            new XElement(
                "PropertyGroup",
                new XElement("TargetFramework", Framework),
                new XElement("RuntimeIdentifier", RuntimeIdentifier),
                new XElement("SelfContained", false),
                new XElement("NuGetAudit", false)),
            new XElement("ItemGroup", packages.Select(package => new XElement(
                "PackageReference",
                new XAttribute("Include", package.Id),
                new XAttribute("Version", package.Version ?? "*")))),
            new XElement("Import", new XAttribute("Project", "Sdk.targets"), new XAttribute("Sdk", "Microsoft.NET.Sdk"))))
        .Save(file);
}

using System.Xml.Linq;

namespace NotebookSqlAuth.Hosts.Tests.Package;

public sealed class PackageTests(PackageFeed feed)
{
    [Fact]
    public async Task Package_holds_the_libraries_their_documentation_and_the_adapter_and_nothing_else()
    {
        string[] expected =
        [
            "NotebookSqlAuth.nuspec",
            "interactive-extensions/dotnet/NotebookSqlAuth.Interactive.dll",
            "lib/net8.0/NotebookSqlAuth.Core.dll",
            "lib/net8.0/NotebookSqlAuth.Core.xml",
            "lib/net8.0/NotebookSqlAuth.DotNetSpark.dll",
            "lib/net8.0/NotebookSqlAuth.DotNetSpark.xml",
            "lib/net8.0/NotebookSqlAuth.Spark.dll",
            "lib/net8.0/NotebookSqlAuth.Spark.xml",
            "lib/net8.0/NotebookSqlAuth.dll",
            "lib/net8.0/NotebookSqlAuth.xml",
        ];
        var entries = (await feed.PackageAsync()).Entries();
        Assert.Equal(expected, entries.Where(entry => entry != "README.md"));
        Assert.Equal(File.Exists(Path.Combine(Repository.Root, "README.md")), entries.Contains("README.md"));
    }

    [Fact]
    public async Task Package_depends_on_what_its_libraries_reference_in_the_versions_they_were_built_with()
    {
        var versions = XDocument.Load(Path.Combine(Repository.Root, "src", "Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(version => version.Attribute("Include")!.Value, version => version.Attribute("Version")!.Value);
        var expected = new[] { "NotebookSqlAuth.Core", "NotebookSqlAuth.Spark", "NotebookSqlAuth.DotNetSpark", "NotebookSqlAuth" }
            .SelectMany(project => XDocument.Load(Path.Combine(Repository.Root, "src", project, project + ".csproj")).Descendants("PackageReference"))
            .Where(reference => reference.Attribute("PrivateAssets")?.Value != "all")
            .Select(reference => reference.Attribute("Include")!.Value)
            .Distinct()
            .Select(id => (id, versions[id]))
            .Order();

        var package = await feed.PackageAsync();
        var framework = Assert.Single(package.Nuspec("group")).Attribute("targetFramework")!.Value;
        var actual = package.Nuspec("dependency")
            .Select(dependency => (dependency.Attribute("id")!.Value, dependency.Attribute("version")!.Value))
            .Order();
        Assert.Equal("net8.0", framework);
        Assert.Equal(expected, actual);
    }

    [Theory]
    [InlineData("id", "NotebookSqlAuth")]
    [InlineData("license", "MIT")]
    [InlineData("description", "#!sql-query")]
    [InlineData("tags", "polyglot-notebooks")]
    public async Task Package_says_what_it_is(string element, string words) =>
        Assert.Contains(words, Assert.Single((await feed.PackageAsync()).Nuspec(element)).Value, StringComparison.Ordinal);
}

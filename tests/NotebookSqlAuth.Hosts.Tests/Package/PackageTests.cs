using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace NotebookSqlAuth.Hosts.Tests.Package;

public sealed class PackageTests(PackageFeed feed)
{
    [Fact]
    public async Task Package_holds_the_libraries_their_documentation_and_the_adapter_and_nothing_else()
    {
        string[] expected =
        [
            "LICENSE",
            "NotebookSqlAuth.nuspec",
            "README.md",
            "icon.png",
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
        Assert.Equal(expected, entries);
    }

    [Fact]
    public async Task Package_holds_no_contract() =>
        Assert.DoesNotContain((await feed.PackageAsync()).Entries(), PackedPackage.IsContract);

    [Fact]
    public async Task Packages_say_which_commit_they_were_made_from()
    {
        Assert.SkipUnless(Path.Exists(Repository.PathOf(".git")), "skipped: needs a clone");
        var packages = new[] { await feed.PackageAsync(), await feed.ToolAsync() };
        var repositories = packages.Select(package => Assert.Single(package.Nuspec("repository"))).ToList();

        Assert.All(repositories, repository => Assert.Equal("git", repository.Attribute("type")!.Value));
        Assert.All(repositories, repository => Assert.Matches("^[0-9a-f]{40}$", repository.Attribute("commit")!.Value));
        Assert.Single(repositories.Select(repository => repository.Attribute("commit")!.Value).Distinct());
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

    [Fact]
    public async Task Assemblies_carry_their_symbols_with_the_lines_they_were_built_from()
    {
        var package = await feed.PackageAsync();
        var assemblies = package.Entries().Where(entry => entry.EndsWith(".dll", StringComparison.Ordinal)).ToList();
        Assert.Equal(5, assemblies.Count);
        Assert.All(assemblies, assembly =>
        {
            using var portable = new PEReader(new MemoryStream(package.Read(assembly)));
            var embedded = Assert.Single(portable.ReadDebugDirectory(), entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
            using var symbols = portable.ReadEmbeddedPortablePdbDebugDirectoryData(embedded);
            Assert.NotEmpty(symbols.GetMetadataReader().Documents);
        });
    }

    [Theory]
    [InlineData("id", "NotebookSqlAuth")]
    [InlineData("license", "MIT")]
    [InlineData("icon", "icon.png")]
    [InlineData("readme", "README.md")]
    [InlineData("description", "#!sql-query")]
    [InlineData("tags", "polyglot-notebooks")]
    public async Task Package_says_what_it_is(string element, string words) =>
        Assert.Contains(words, Assert.Single((await feed.PackageAsync()).Nuspec(element)).Value, StringComparison.Ordinal);
}

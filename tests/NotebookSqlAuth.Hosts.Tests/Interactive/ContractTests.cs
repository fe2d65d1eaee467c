using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;
using NotebookSqlAuth.Hosts.Tests.Package;

namespace NotebookSqlAuth.Hosts.Tests.Interactive;

/// <summary>The adapter compiles against contracts of ours; these tests hold them to the real assemblies.</summary>
public sealed class ContractTests
{
    private static readonly string Adapter = Repository.Built("NotebookSqlAuth.Interactive", "net8.0", "NotebookSqlAuth.Interactive.dll");

    /// <summary>The runtime itself looks each reference up, as it will in a notebook.</summary>
    [Fact]
    public async Task Every_reference_of_the_adapter_resolves_in_the_real_assemblies()
    {
        var context = new HostContext(await DotnetInteractive.RequireAssembliesAsync());
        var module = context.LoadFromAssemblyPath(Adapter).ManifestModule;
        // Signatures of generic members name parameters; what stands for them does not matter to whether a member is there, if it may stand there.
        Type[] generic = [.. Enumerable.Repeat(module.GetType("NotebookSqlAuth.Interactive.Commands.NotebookSqlAuthAadLoginCommand", throwOnError: true, ignoreCase: false)!, 2)];
        var resolved = References().Select(token => module.ResolveMember(token, generic, generic)!).ToList();

        var ofHost = resolved.Where(member => member.Module.Assembly.GetName().Name!.StartsWith("Microsoft.DotNet.Interactive", StringComparison.Ordinal)).ToList();
        Assert.Contains(ofHost, member => member.Name == "AddDirective");
        Assert.Contains(ofHost, member => member.DeclaringType?.Name == "FormattedValue");
        Assert.All(ofHost, member => Assert.Equal(context.HostFolder, Path.GetDirectoryName(member.Module.FullyQualifiedName)));
        context.Unload();
    }

    [Fact]
    public async Task Contracts_have_the_names_and_keys_of_the_real_assemblies()
    {
        var host = await DotnetInteractive.RequireAssembliesAsync();
        using var portable = new PEReader(File.OpenRead(Adapter));
        var reader = portable.GetMetadataReader();
        var compared = 0;
        foreach (var reference in reader.AssemblyReferences.Select(handle => reader.GetAssemblyReference(handle).GetAssemblyName())
            .Where(reference => reference.Name!.StartsWith("Microsoft.DotNet.Interactive", StringComparison.Ordinal)))
        {
            var real = AssemblyName.GetAssemblyName(Path.Combine(host, reference.Name + ".dll"));
            Assert.Equal(real.GetPublicKeyToken(), reference.GetPublicKeyToken());
            Assert.True(reference.Version <= real.Version);
            compared++;
        }

        Assert.Equal(2, compared);
    }

    [Fact]
    public void Contracts_are_no_newer_than_the_real_assemblies()
    {
        using var portable = new PEReader(File.OpenRead(Adapter));
        var reader = portable.GetMetadataReader();
        var references = reader.AssemblyReferences.Select(reader.GetAssemblyReference)
            .Where(reference => reader.GetString(reference.Name).StartsWith("Microsoft.DotNet.Interactive", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(2, references.Count);
        Assert.All(references, reference => Assert.True(reference.Version <= new Version(1, 0, 0, 0)));
    }

    [Fact]
    public void Contracts_are_not_copied_beside_the_adapter() =>
        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(Adapter)!, "Microsoft.DotNet.Interactive*"));

    /// <summary>The tokens of every type and member that the adapter takes from elsewhere.</summary>
    private static List<int> References()
    {
        using var portable = new PEReader(File.OpenRead(Adapter));
        var reader = portable.GetMetadataReader();
        return [..
            reader.TypeReferences.Select(handle => MetadataTokens.GetToken(handle)),
            .. reader.MemberReferences.Select(handle => MetadataTokens.GetToken(handle))];
    }

    /// <summary>Loads the host's assemblies, and ours from beside the adapter.</summary>
    private sealed class HostContext(string hostFolder) : AssemblyLoadContext(isCollectible: true)
    {
        public string HostFolder => hostFolder;

        protected override Assembly? Load(AssemblyName assemblyName) =>
            new[] { hostFolder, Path.GetDirectoryName(Adapter)! }
                .Select(folder => Path.Combine(folder, assemblyName.Name + ".dll"))
                .Where(File.Exists)
                .Select(LoadFromAssemblyPath)
                .FirstOrDefault();
    }
}

using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;
using NotebookSqlAuth.DotNetSpark;

namespace NotebookSqlAuth.Spark.Tests.DotNetSpark;

/// <summary>The adapter compiles against a contract of ours; these tests hold it to the real assembly.</summary>
public sealed class ReferenceTests
{
    /// <summary>The token of the open key that the build of .NET for Apache Spark signs with.</summary>
    private const string OpenKeyToken = "cc7b13ffcd2ddd51";

    private static readonly string s_adapter = typeof(LoadOrder).Assembly.Location;

    /// <summary>The runtime itself looks each reference up, as it will in a notebook.</summary>
    [Fact]
    public void Every_reference_of_the_adapter_resolves_in_the_real_assembly()
    {
        var context = new SparkContext(MicrosoftSpark.RequireFolder());
        var module = context.LoadFromAssemblyPath(s_adapter).ManifestModule;
        var ofSpark = References().Select(token => module.ResolveMember(token)!).ToList();
        Assert.Contains(ofSpark, member => member.Name == "CallStaticJavaMethod");
        Assert.Contains(ofSpark, member => member.Name == "CreateDataFrame");
        Assert.All(ofSpark, member => Assert.Equal(context.Folder, Path.GetDirectoryName(member.Module.FullyQualifiedName)));
        context.Unload();
    }

    [Fact]
    public void Real_assembly_has_the_contracts_name_and_key_and_is_no_older()
    {
        var real = AssemblyName.GetAssemblyName(Path.Combine(MicrosoftSpark.RequireFolder(), "Microsoft.Spark.dll"));
        var reference = Reference();
        Assert.Equal(reference.GetPublicKeyToken(), real.GetPublicKeyToken());
        Assert.True(reference.Version <= real.Version, $"{reference.Version} > {real.Version}");
    }

    [Fact]
    public void Contract_carries_the_real_public_key() =>
        Assert.Equal(OpenKeyToken, Convert.ToHexStringLower(Reference().GetPublicKeyToken()!));

    [Fact]
    public void Contract_is_not_copied_beside_the_adapter() =>
        Assert.False(File.Exists(Path.Combine(Path.GetDirectoryName(s_adapter)!, "Microsoft.Spark.dll")));

    private static AssemblyName Reference() =>
        typeof(LoadOrder).Assembly.GetReferencedAssemblies().Single(name => name.Name == "Microsoft.Spark");

    /// <summary>The tokens of every type and member that the adapter takes from Microsoft.Spark.</summary>
    private static List<int> References()
    {
        using var portable = new PEReader(File.OpenRead(s_adapter));
        var reader = portable.GetMetadataReader();
        var spark = reader.AssemblyReferences.Single(handle => reader.GetString(reader.GetAssemblyReference(handle).Name) == "Microsoft.Spark");
        var types = reader.TypeReferences.Where(handle => reader.GetTypeReference(handle).ResolutionScope == spark).Select(handle => (EntityHandle)handle).ToHashSet();
        var members = reader.MemberReferences.Where(handle => types.Contains(reader.GetMemberReference(handle).Parent));
        return [.. types.Concat(members.Select(handle => (EntityHandle)handle)).Select(handle => MetadataTokens.GetToken(handle))];
    }

    /// <summary>Loads the real assembly and what it needs, and ours from beside the adapter.</summary>
    private sealed class SparkContext(string folder) : AssemblyLoadContext(isCollectible: true)
    {
        public string Folder => folder;

        protected override Assembly? Load(AssemblyName assemblyName) =>
            new[] { folder, Path.GetDirectoryName(s_adapter)! }
                .Select(place => Path.Combine(place, assemblyName.Name + ".dll"))
                .Where(File.Exists)
                .Select(LoadFromAssemblyPath)
                .FirstOrDefault();
    }
}

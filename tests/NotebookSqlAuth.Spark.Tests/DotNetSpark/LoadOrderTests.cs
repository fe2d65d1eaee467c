using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Loader;
using NotebookSqlAuth.DotNetSpark;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Spark.Tests.DotNetSpark;

/// <summary>What the user is told when another package has loaded older assemblies first. They are made here, with the names and versions that Microsoft.Spark brings.</summary>
public sealed class LoadOrderTests
{
    [Theory]
    [InlineData("Microsoft.Data.Analysis", "1.0.0.0", "0.21.1+a4f730ec")]
    [InlineData("Microsoft.Data.Analysis", "1.0.0.0", "0.22.0-preview.24378.1+a4f730ec")]
    [InlineData("Apache.Arrow", "11.0.0.0", "11.0.0+f10f5cf")]
    [InlineData("Apache.Arrow", "11.0.0.0", null)]
    public void Older_assembly_that_is_loaded_already_is_an_error_with_the_order_that_works(string name, string version, string? packageVersion)
    {
        var error = Assert.IsType<UserError>(Check(name, version, packageVersion));
        Assert.Equal(ErrorCodes.LoadOrder, error.Code);
        Assert.StartsWith($"{name} {packageVersion?.Split('-', '+')[0] ?? version} is loaded already", error.Message, StringComparison.Ordinal);
        var order = error.Next.IndexOf("#r \"nuget: NotebookSqlAuth\"", StringComparison.Ordinal);
        Assert.InRange(order, 0, error.Next.IndexOf("#r \"nuget: Microsoft.Spark, 2.3.1\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Microsoft.Data.Analysis", "1.0.0.0", "0.23.1+a4f730ec")]
    [InlineData("Microsoft.Data.Analysis", "1.0.0.0", "0.24.0")]
    [InlineData("Apache.Arrow", "22.1.0.0", "22.1.0")]
    [InlineData("Some.Other", "0.1.0.0", "0.1.0")]
    public void Assembly_that_is_new_enough_is_left_alone(string name, string version, string packageVersion) =>
        Assert.Null(Check(name, version, packageVersion));

    /// <summary>What the check throws where an assembly was loaded before the adapter.</summary>
    private static Exception? Check(string name, string version, string? packageVersion)
    {
        var notebook = new AssemblyLoadContext("a notebook", isCollectible: true);
        try
        {
            using var bytes = Compile(name, version, packageVersion);
            notebook.LoadFromStream(bytes);
            var adapter = notebook.LoadFromAssemblyPath(typeof(LoadOrder).Assembly.Location);
            var check = adapter.GetType(typeof(LoadOrder).FullName!)!.GetMethod(nameof(LoadOrder.Check))!;
            return Record.Exception(() => check.Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null));
        }
        finally
        {
            notebook.Unload();
        }
    }

    private static MemoryStream Compile(string name, string version, string? packageVersion)
    {
        var informational = typeof(AssemblyInformationalVersionAttribute).GetConstructor([typeof(string)])!;
        var assembly = new PersistedAssemblyBuilder(
            new AssemblyName(name) { Version = Version.Parse(version) },
            typeof(object).Assembly,
            packageVersion is null ? [] : [new CustomAttributeBuilder(informational, [packageVersion])]);
        assembly.DefineDynamicModule(name);
        var bytes = new MemoryStream();
        assembly.Save(bytes);
        bytes.Position = 0;
        return bytes;
    }
}

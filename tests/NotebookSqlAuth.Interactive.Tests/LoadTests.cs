using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Directives;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Interactive.Commands;
using NotebookSqlAuth.Magics;

namespace NotebookSqlAuth.Interactive.Tests;

/// <summary>What loading the extension gives a notebook.</summary>
public sealed class LoadTests
{
    public static TheoryData<string> LineMagics => [.. MagicSet.All.Where(magic => magic.BodyName is null).Select(magic => magic.Name)];

    [Fact]
    public async Task Every_magic_is_there_with_its_options_and_their_descriptions()
    {
        using var root = await LoadAsync();
        foreach (var magic in MagicSet.All)
        {
            var directive = Assert.Single(root.KernelInfo.SupportedDirectives, directive => directive.Name == magic.Name);
            Assert.Equal(magic.Description, directive.Description);
            Assert.Equal([.. magic.Options.Select(option => option.Name), "--help", "-h"], directive.Parameters.Select(parameter => parameter.Name));
            Assert.All(directive.Parameters, parameter => Assert.EndsWith(".", parameter.Description, StringComparison.Ordinal));
            Assert.All(magic.Options, option => Assert.Equal(option.ValueName is null, Find(directive, option.Name).Flag));
        }
    }

    [Theory]
    [MemberData(nameof(LineMagics))]
    public async Task Magic_without_a_body_has_a_command_with_a_property_for_each_option(string name)
    {
        using var root = await LoadAsync();
        var directive = (KernelActionDirective)root.KernelInfo.SupportedDirectives.Single(directive => directive.Name == name);

        var properties = directive.KernelCommandType.GetProperties()
            .Where(property => typeof(NotebookSqlAuthMagicCommand).IsAssignableFrom(property.DeclaringType))
            .ToDictionary(property => property.Name, property => property.PropertyType);

        var expected = directive.Parameters.ToDictionary(
            parameter => string.Concat(parameter.Name.TrimStart('-').Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..])),
            parameter => parameter.Flag ? typeof(bool) : typeof(string));
        Assert.Equivalent(expected, properties, strict: true);
    }

    [Fact]
    public async Task Loading_twice_adds_nothing()
    {
        using var root = await LoadAsync();
        var before = root.KernelInfo.SupportedDirectives.Count;
        await new NotebookSqlAuthExtension().OnLoadAsync(root);
        Assert.Equal(before, root.KernelInfo.SupportedDirectives.Count);
    }

    [Fact]
    public async Task A_kernel_without_a_notebook_around_it_is_refused()
    {
        using var alone = new CSharpDouble();
        var error = await Assert.ThrowsAsync<UserError>(() => new NotebookSqlAuthExtension().OnLoadAsync(alone));
        Assert.Equal("NSA2903", error.Code);
    }

    [Fact]
    public async Task A_notebook_without_CSharp_says_so_when_a_magic_needs_it()
    {
        using var root = new CompositeKernel();
        await new NotebookSqlAuthExtension().OnLoadAsync(root);
        var result = await root.SendAsync(new NotebookSqlAuthToSparkCommand { Frame = "df", Name = "orders" }, TestContext.Current.CancellationToken);
        Assert.Contains("[NSA2902]", Notebook.ErrorOf(result.Events), StringComparison.Ordinal);
    }

    private static async Task<CompositeKernel> LoadAsync()
    {
        var root = new CompositeKernel();
        root.Add(new CSharpDouble());
        await new NotebookSqlAuthExtension().OnLoadAsync(root);
        return root;
    }

    private static KernelDirectiveParameter Find(KernelDirective directive, string name) =>
        directive.Parameters.Single(parameter => parameter.Name == name);
}

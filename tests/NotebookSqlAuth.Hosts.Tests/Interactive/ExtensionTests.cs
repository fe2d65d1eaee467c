using NotebookSqlAuth.Magics;

namespace NotebookSqlAuth.Hosts.Tests.Interactive;

/// <summary>The package in the real .NET Interactive, before anyone signs in.</summary>
public sealed class ExtensionTests(NotebookFixture fixture) : IClassFixture<NotebookFixture>
{
    public static TheoryData<string> Names => [.. MagicSet.All.Select(magic => magic.Name)];

    [Fact]
    public async Task Loading_says_the_version_and_what_to_type_next()
    {
        var notebook = await fixture.NotebookAsync();
        var line = Assert.Single(notebook.Load.FinalTexts, text => text.StartsWith("NotebookSqlAuth ", StringComparison.Ordinal));
        Assert.Contains("Next: #!aad-login", line, StringComparison.Ordinal);
        Assert.Contains(notebook.Load.Events, hostEvent => hostEvent.Type == "KernelExtensionLoaded");
    }

    [Fact]
    public async Task Loading_again_changes_nothing()
    {
        var notebook = await fixture.NotebookAsync();
        (await notebook.Host.RunAsync(notebook.LoadCell)).MustSucceed();
        (await notebook.Host.RunAsync("#!aad-login --help")).MustSucceed();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Help_alone_in_a_cell_explains_the_magic(string name)
    {
        var notebook = await fixture.NotebookAsync();
        var run = (await notebook.Host.RunAsync(name + " --help")).MustSucceed();
        var help = Assert.Single(run.FinalTexts);
        Assert.Contains(MagicSet.Find(name)!.Description, help, StringComparison.Ordinal);
        Assert.Contains("--help", help, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Completion_offers_the_magic(string name)
    {
        var notebook = await fixture.NotebookAsync();
        var offered = await notebook.Host.CompleteAsync("#!");
        Assert.Equal(MagicSet.Find(name)!.Description, offered[name]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Completion_offers_the_options(string name)
    {
        var notebook = await fixture.NotebookAsync();
        var offered = await notebook.Host.CompleteAsync(name + " --");
        Assert.All(MagicSet.Find(name)!.Options, option => Assert.Equal(option.Description, offered[option.Name]));
    }

    [Theory]
    [InlineData("#!sql-query\nSELECT 1")]
    [InlineData("#!sql-query")]
    [InlineData("#!aad-login surplus")]
    [InlineData("#!aad-login --tenant 'a b'")]
    [InlineData("#!sql-query surplus\nSELECT 1")]
    public async Task A_users_error_is_its_message_and_no_stack_trace(string cell)
    {
        var notebook = await fixture.NotebookAsync();
        var run = await notebook.Host.RunAsync(cell);
        Assert.False(run.Succeeded);
        Assert.Matches(@"\[NSA\d{4}\]$", run.Error);
        Assert.DoesNotContain("   at ", run.Raw, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#!sql-query --help\n#!time")]
    [InlineData("#!sql-query --help\n#!who")]
    [InlineData("#!sql-query --help\n#!csharp\n1 + 1")]
    [InlineData("#!csharp\n1 + 1\n#!sql-query --help")]
    public async Task Help_is_shown_once_whatever_stands_around_it(string cell)
    {
        var notebook = await fixture.NotebookAsync();
        var run = (await notebook.Host.RunAsync(cell)).MustSucceed();
        Assert.Single(run.FinalTexts, text => text.Contains("Usage:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Magics_work_beside_cells_of_other_languages()
    {
        var notebook = await fixture.NotebookAsync();
        var run = (await notebook.Host.RunAsync("#!fsharp\nlet x = 41\n#!aad-login --help\n#!csharp\n1 + 1")).MustSucceed();
        Assert.Equal(2, run.FinalHtml.Count);
    }
}

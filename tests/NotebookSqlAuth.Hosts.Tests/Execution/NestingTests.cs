namespace NotebookSqlAuth.Hosts.Tests.Execution;

/// <summary>Cells that nest deeper than a compiler's stack.</summary>
public sealed class NestingTests
{
    [Theory]
    [InlineData("(")]
    [InlineData("[")]
    [InlineData("List<")]
    [InlineData("await ")]
    [InlineData("$\"{")]
    [InlineData("{")]
    public async Task Cell_that_nests_too_deep_is_refused_and_the_kernel_goes_on(string piece)
    {
        var results = await LiveKernel.RunAsync(
            new LiveStep("var kept = 41;"), new LiveStep(string.Concat(Enumerable.Repeat(piece, 30_000))), new LiveStep("kept + 1"));

        Assert.Equal("CompilationError", results[1].Error?.Name);
        Assert.Equal("42", results[2].Text);
    }

    [Fact]
    public async Task Long_text_in_a_cell_is_no_nesting()
    {
        var results = await LiveKernel.RunAsync(new LiveStep($"\"{string.Join(' ', Enumerable.Repeat("word (or two)", 20_000))}\".Length"));

        Assert.Equal("279999", results[0].Text);
    }
}

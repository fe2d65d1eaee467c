using Xunit;

namespace NotebookSqlAuth.Hosts.Tests.Running;

/// <summary>Ctrl-C while a notebook runs.</summary>
public sealed class StopTests
{
    [Fact]
    public async Task Ctrl_C_leaves_a_loop_behind_and_writes_both_files()
    {
        using var notebook = new NotebookFolder().Write("Console.WriteLine(\"looping\");\nwhile (true) { }", "Console.WriteLine(\"never\");");
        using var tool = Tool.Start("run", notebook.Notebook, "--output", notebook.Output, "--html", notebook.Page);
        await tool.ReadUntilAsync("looping");
        await tool.ReadUntilAsync("looping");

        tool.Interrupt();
        var run = await tool.EndAsync();

        Assert.Equal(130, run.ExitCode);
        Assert.DoesNotContain("never", run.Output, StringComparison.Ordinal);
        Assert.Equal(["stream", "error"], notebook.OutputsOf(0).Select(output => (string)output["output_type"]!));
        Assert.True(File.Exists(notebook.Page));
    }

    [Fact]
    public async Task A_second_Ctrl_C_ends_the_tool_at_once()
    {
        // A loop ends at the first one; what waits in native code does not.
        using var notebook = new NotebookFolder().Write(
            "[System.Runtime.InteropServices.DllImport(\"libc\")] static extern uint sleep(uint seconds);\nConsole.WriteLine(\"waiting\");\nsleep(60);");
        using var tool = Tool.Start("run", notebook.Notebook, "--output", notebook.Output);
        await tool.ReadUntilAsync("waiting");

        tool.Interrupt();
        await tool.ReadUntilAsync("Ctrl-C once more");
        tool.Interrupt();
        var run = await tool.EndAsync();

        Assert.Equal(130, run.ExitCode);
        Assert.False(File.Exists(notebook.Output));
    }
}

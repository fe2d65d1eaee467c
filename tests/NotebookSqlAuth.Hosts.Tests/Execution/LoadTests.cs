namespace NotebookSqlAuth.Hosts.Tests.Execution;

/// <summary>Cells that load files of C#.</summary>
public sealed class LoadTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nsa-load-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_a_loaded_file_declares_is_there_and_each_file_runs_once()
    {
        Write("one.csx", "#load \"more/two.csx\"\nusing System.Globalization;\nint One() => Two() - 1;\nConsole.Write(\"one\");");
        Write("more/two.csx", "#load \"../one.csx\"\nint Two() => 2;");

        var results = await RunAsync(
            new LiveStep("#load \"one.csx\"\nusing System.Text;\nOne() + 41"), new LiveStep("(One() + Two()).ToString(CultureInfo.InvariantCulture)"));

        Assert.Null(results[0].Error);
        Assert.Equal("one42", results[0].Text);
        Assert.Equal("3", results[1].Text);
    }

    [Fact]
    public async Task What_is_wrong_in_a_loaded_file_names_it_and_its_line()
    {
        Write("wrong.csx", "int Fine() => 1;\nint Wrong() => nothing;");
        Write("throws.csx", "void Throws()\n{\n    throw new InvalidOperationException(\"bad\");\n}");

        var results = await RunAsync(new LiveStep("#load \"wrong.csx\""), new LiveStep("#load \"throws.csx\"\nThrows();"), new LiveStep("#load \"nowhere.csx\""));

        Assert.StartsWith("wrong.csx, line 2, column 16: CS0103", results[0].Error?.Message, StringComparison.Ordinal);
        Assert.Equal("bad", results[1].Error?.Message);
        Assert.Equal("NSA3122", results[2].Error?.Name);
        Assert.Contains("`nowhere.csx`", results[2].Error?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loop_of_a_loaded_file_is_stopped_as_a_cells_own()
    {
        Write("endless.csx", "void Spin() { while (true) { } }");

        var results = await RunAsync(new LiveStep("#load \"endless.csx\"\nvar before = 41;"), LiveStep.Stopped("Console.WriteLine(\"go\"); Spin();"), new LiveStep("before + 1"));

        Assert.Equal("Cancelled", results[1].Error?.Name);
        Assert.Equal("42", results[2].Text);
    }

    private Task<IReadOnlyList<LiveResult>> RunAsync(params LiveStep[] steps) => LiveKernel.RunAsync(_folder.FullName, [], steps);

    private void Write(string name, string code)
    {
        var file = new FileInfo(Path.Combine(_folder.FullName, name));
        file.Directory!.Create();
        File.WriteAllText(file.FullName, code);
    }
}

using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotebookSqlAuth.Hosts.Tests.Execution;

/// <summary>Cells in a live kernel, run and stopped by Jupyter's own client.</summary>
internal static class LiveKernel
{
    private const string Python = "/usr/bin/python3";

    /// <summary>Runs steps one after the other in a kernel of their own.</summary>
    /// <returns>What came of each; the kernel was alive at the end.</returns>
    public static Task<IReadOnlyList<LiveResult>> RunAsync(params LiveStep[] steps) => RunAsync(null, [], steps);

    /// <summary>Runs steps in a folder, with more options for the kernel.</summary>
    public static async Task<IReadOnlyList<LiveResult>> RunAsync(string? folder, string[] options, params LiveStep[] steps)
    {
        Assert.SkipUnless(HasClient(), "skipped: needs python3-jupyter-client");
        var start = new ProcessStartInfo(Python)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = folder ?? Path.GetTempPath(),
            ArgumentList =
            {
                Repository.PathOf("tests", "NotebookSqlAuth.Hosts.Tests", "Execution", "python", "drive.py"),
                Repository.Built("NotebookSqlAuth.Kernel", "net10.0", "notebook-sql.dll"),
            },
        };
        options.ToList().ForEach(start.ArgumentList.Add);
        using var driver = Process.Start(start)!;
        await driver.StandardInput.WriteAsync(new JsonArray([.. steps.Select(step => step.ToJson())]).ToJsonString());
        driver.StandardInput.Close();
        var text = await driver.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await driver.WaitForExitAsync(TestContext.Current.CancellationToken);
        var answer = JsonNode.Parse(text)!;
        Assert.True((bool)answer["alive"]!, "The kernel's process has ended.");
        return answer["steps"].Deserialize<List<LiveResult>>(JsonSerializerOptions.Web)!;
    }

    private static bool HasClient()
    {
        using var python = File.Exists(Python)
            ? Process.Start(new ProcessStartInfo(Python, ["-c", "import jupyter_client"]) { RedirectStandardError = true })
            : null;
        python?.WaitForExit();
        return python?.ExitCode == 0;
    }
}

/// <summary>A cell to run.</summary>
/// <param name="Code">Its text.</param>
internal sealed record LiveStep(string Code)
{
    /// <summary>What has to be shown before the cell is stopped; null where it is not.</summary>
    public string? StopAt { get; init; }

    /// <summary>How long after that, in seconds.</summary>
    public double DelaySeconds { get; init; }

    /// <summary>What is answered where it asks; null where nobody does.</summary>
    public string? Answer { get; init; }

    /// <summary>A cell that is stopped soon after it has shown <c>go</c>.</summary>
    public static LiveStep Stopped(string code) => new(code) { StopAt = "go", DelaySeconds = 0.1 };

    /// <summary>As the driver reads it.</summary>
    public JsonNode ToJson()
    {
        var json = new JsonObject { ["code"] = Code, ["delay"] = DelaySeconds };
        if (StopAt is not null)
        {
            json["stop"] = StopAt;
        }

        if (Answer is not null)
        {
            json["answer"] = Answer;
        }

        return json;
    }
}

/// <summary>What came of a cell.</summary>
/// <param name="Text">All that it showed, as text.</param>
/// <param name="Outputs">What it displayed, updated and cleared.</param>
/// <param name="Error">What ended it; else null.</param>
/// <param name="Seconds">From the stop to idle; 0 without a stop; null where it never came to that.</param>
internal sealed record LiveResult(string Text, IReadOnlyList<JsonObject> Outputs, LiveError? Error, double? Seconds);

/// <summary>An error as Jupyter reports one.</summary>
internal sealed record LiveError(string Name, string Message);

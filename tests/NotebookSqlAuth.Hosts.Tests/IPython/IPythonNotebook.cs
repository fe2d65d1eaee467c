using System.Diagnostics;
using System.Text.Json;
using NotebookSqlAuth.Hosts.Tests.Running;

namespace NotebookSqlAuth.Hosts.Tests.IPython;

/// <summary>A notebook in a real ipykernel, driven by jupyter_client as a front end would.</summary>
internal sealed class IPythonNotebook : IAsyncDisposable
{
    private readonly Process _driver;
    private readonly DirectoryInfo _folder;
    private readonly Task<string> _errors;

    private IPythonNotebook(Process driver, DirectoryInfo folder)
    {
        _driver = driver;
        _folder = folder;
        _errors = driver.StandardError.ReadToEndAsync(CancellationToken.None);
    }

    /// <summary>The process id of the ipykernel.</summary>
    public int KernelId { get; private set; }

    /// <summary>The notebook's own folder.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Starts one that finds the package and the built tool.</summary>
    /// <param name="environment">What its process gets beside this one's.</param>
    /// <param name="python">The interpreter; Debian's where left out.</param>
    public static async Task<IPythonNotebook> StartAsync(IReadOnlyDictionary<string, string> environment, string? python = null)
    {
        Python.Require("ipykernel", "jupyter_client");
        var folder = Directory.CreateTempSubdirectory("nsa-ipython-");
        var start = new ProcessStartInfo(python ?? Python.Program, [Python.Script("drive.py"), folder.FullName])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Python.Environment().Concat(environment))
        {
            start.Environment[name] = value;
        }

        var notebook = new IPythonNotebook(Process.Start(start)!, folder);
        notebook.KernelId = (await notebook.NextAsync()).Content.GetProperty("pid").GetInt32();
        return notebook;
    }

    /// <summary>Runs a cell to its end.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="answers">What is answered where it asks.</param>
    /// <param name="onMessage">Called with each message as it comes.</param>
    /// <param name="allowStdin">Whether it may ask at all.</param>
    public async Task<IPythonCell> RunAsync(string code, IEnumerable<string>? answers = null, Func<IPythonMessage, Task>? onMessage = null, bool allowStdin = true)
    {
        await SendAsync(new { @do = "run", code, answers = answers ?? [], allow_stdin = allowStdin });
        var messages = new List<IPythonMessage>();
        while (true)
        {
            var message = await NextAsync();
            if (message.Type == "done")
            {
                return new IPythonCell(message.Content, messages);
            }

            messages.Add(message);
            if (onMessage is not null)
            {
                await onMessage(message);
            }
        }
    }

    /// <summary>Runs a cell that must succeed, and hands back what it printed.</summary>
    public async Task<string> PrintedAsync(string code)
    {
        var cell = await RunAsync(code);
        Assert.True(cell.Status == "ok", cell.ToString());
        return cell.Text;
    }

    /// <summary>What the stop button does.</summary>
    public Task InterruptAsync() => SendAsync(new { @do = "interrupt" });

    /// <summary>Ends the kernel in good order.</summary>
    public async Task ShutdownAsync()
    {
        await SendAsync(new { @do = "shutdown" });
        await _driver.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_driver.HasExited)
        {
            // The end of its input is the end of the notebook, and of all that it started.
            _driver.StandardInput.Close();
            await _driver.WaitForExitAsync(CancellationToken.None);
        }

        _driver.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task SendAsync(object command)
    {
        await _driver.StandardInput.WriteLineAsync(JsonSerializer.Serialize(command));
        await _driver.StandardInput.FlushAsync();
    }

    private async Task<IPythonMessage> NextAsync()
    {
        var line = await _driver.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Tool.Patience, TestContext.Current.CancellationToken)
            ?? throw new InvalidOperationException($"The notebook's driver ended: {await _errors}");
        using var json = JsonDocument.Parse(line);
        return new IPythonMessage(json.RootElement.GetProperty("type").GetString()!, json.RootElement.GetProperty("content").Clone());
    }
}

/// <summary>A message of the kernel's.</summary>
internal sealed record IPythonMessage(string Type, JsonElement Content)
{
    /// <summary>A display in one of its forms; empty where it has none.</summary>
    public string Form(string mediaType) =>
        Content.TryGetProperty("data", out var data) && data.TryGetProperty(mediaType, out var form) ? form.ToString() : "";
}

/// <summary>What a cell left.</summary>
internal sealed record IPythonCell(JsonElement Reply, IReadOnlyList<IPythonMessage> Messages)
{
    public string Status => Reply.GetProperty("status").GetString()!;

    public string ErrorName => Reply.GetProperty("ename").GetString()!;

    public string ErrorText => Reply.GetProperty("evalue").GetString()!;

    public IReadOnlyList<string> Traceback => [.. Reply.GetProperty("traceback").EnumerateArray().Select(line => line.GetString()!)];

    /// <summary>What it printed to standard output.</summary>
    public string Text => Stream("stdout");

    /// <summary>What it printed to standard error.</summary>
    public string ErrorStream => Stream("stderr");

    /// <summary>What it showed, in its last state, as text.</summary>
    public string Shown => string.Join('\n', Messages.Where(message => message.Type is "display_data" or "update_display_data").Select(message => message.Form("text/plain")));

    public override string ToString() => $"{Reply}\n{Text}\n{Shown}";

    private string Stream(string name) => string.Concat(Messages
        .Where(message => message.Type == "stream" && message.Content.GetProperty("name").GetString() == name)
        .Select(message => message.Content.GetProperty("text").GetString()));
}

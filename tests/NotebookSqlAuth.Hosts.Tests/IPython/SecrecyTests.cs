using System.Globalization;
using System.Text;
using NotebookSqlAuth.Hosts.Tests.Running;

namespace NotebookSqlAuth.Hosts.Tests.IPython;

/// <summary>Tokens stay in the child kernel: not even the memory of the Python process holds one.</summary>
public sealed class SecrecyTests(SignedInNotebook signedIn) : IClassFixture<SignedInNotebook>
{
    private const int BlockBytes = 1 << 20;

    [Fact]
    public async Task No_token_is_in_the_memory_environment_or_Spark_settings_of_the_Python_process()
    {
        Python.RequireSpark();
        Assert.SkipWhen(!OperatingSystem.IsLinux(), "skipped: needs /proc");
        var notebook = await signedIn.OpenAsync();
        await SparkTests.StartSparkAsync(notebook);
        await notebook.PrintedAsync("minimum = 100");
        await notebook.PrintedAsync("#!sql-query --name orders\nSELECT TOP 10 * FROM sales.Orders WHERE Total > @minimum");
        await notebook.PrintedAsync("#!sql-query --spark orders_there\nSELECT * FROM sales.Orders");
        await notebook.RunAsync("#!sql-query\nSELECT * FROM nothing");
        // Made there, so that it is in the memory of that process alone and shows that the search finds what is there.
        var canary = (await notebook.PrintedAsync("import uuid\ncanary = 'canary-' + uuid.uuid4().hex\nprint(canary[7:])")).Trim();
        var settings = await notebook.PrintedAsync("print(spark.sparkContext.getConf().getAll(), spark.sql('SET -v').collect(), sorted(spark.conf._jconf.getAll().toString()))");
        var secrets = IssuedSecrets.SoFar;
        Assert.NotEmpty(secrets);

        var found = await FindAsync(notebook.KernelId, [.. secrets, "canary-" + canary]);

        Assert.Equal(["canary-" + canary], found);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, settings, StringComparison.Ordinal));
    }

    // What of these texts the process's writable memory holds; its environment lies there too (proc(5)).
    private static async Task<IReadOnlyList<string>> FindAsync(int process, IReadOnlyList<string> texts)
    {
        var needles = texts.Select(text => (Text: text, Bytes: Encoding.UTF8.GetBytes(text))).ToList();
        var longest = needles.Max(needle => needle.Bytes.Length);
        var found = new HashSet<string>(StringComparer.Ordinal);
        FileStream memory;
        try
        {
            memory = new FileStream($"/proc/{process}/mem", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        }
        catch (UnauthorizedAccessException)
        {
            Assert.Skip("skipped: needs the right to read another process's memory");
            throw;
        }

        await using (memory)
        {
            var block = new byte[BlockBytes + longest];
            foreach (var line in await File.ReadAllLinesAsync($"/proc/{process}/maps", TestContext.Current.CancellationToken))
            {
                var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (!words[1].StartsWith("rw", StringComparison.Ordinal))
                {
                    continue;
                }

                var range = words[0].Split('-').Select(number => long.Parse(number, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToArray();
                for (var at = range[0]; at < range[1]; at += BlockBytes)
                {
                    memory.Position = at;
                    var read = Read(memory, block.AsSpan(0, (int)Math.Min(block.Length, range[1] - at)));
                    found.UnionWith(needles.Where(needle => block.AsSpan(0, read).IndexOf(needle.Bytes) >= 0).Select(needle => needle.Text));
                }
            }
        }

        return [.. found];
    }

    private static int Read(FileStream memory, Span<byte> into)
    {
        try
        {
            return memory.ReadAtLeast(into, into.Length, throwOnEndOfStream: false);
        }
        catch (IOException)
        {
            // Given back to the system meanwhile.
            return 0;
        }
    }
}

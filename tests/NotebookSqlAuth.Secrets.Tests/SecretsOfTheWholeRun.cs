using System.Text;
using Xunit;

namespace NotebookSqlAuth.Secrets.Tests;

/// <summary>The last step of the test command: every secret that any sandbox of the run issued is looked for in all that the run wrote.</summary>
public sealed class SecretsOfTheWholeRun
{
    [Fact]
    public void No_secret_is_in_an_output_a_result_or_a_temporary_file()
    {
        var (folder, secrets) = WholeRun();

        var found = new SecretSearch(secrets).FindIn(folder).ToList();

        Assert.True(found.Count == 0, "Secrets lie in:\n" + string.Join('\n', found));
        Assert.NotEmpty(Directory.GetFiles(folder, "*.trx", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("as it is")]
    [InlineData("in base64")]
    [InlineData("in base64 after one byte")]
    [InlineData("in base64 after two bytes")]
    [InlineData("as UTF-16")]
    [InlineData("its signature only")]
    [InlineData("across two blocks")]
    public void A_planted_secret_is_found(string form)
    {
        var (folder, secrets) = WholeRun();
        var token = secrets.First(secret => secret.Count(letter => letter == '.') == 2);
        byte[] planted = form switch
        {
            "as it is" => Encoding.UTF8.GetBytes($"Bearer {token}\n"),
            "in base64" => Encoding.UTF8.GetBytes("x: " + Convert.ToBase64String(Encoding.UTF8.GetBytes(token))),
            "in base64 after one byte" => Encoding.UTF8.GetBytes("x: " + Convert.ToBase64String(Encoding.UTF8.GetBytes("{" + token + "}"))),
            "in base64 after two bytes" => Encoding.UTF8.GetBytes("x: " + Convert.ToBase64String(Encoding.UTF8.GetBytes("{\"" + token + "\"}"))),
            "as UTF-16" => Encoding.Unicode.GetBytes(token),
            "its signature only" => Encoding.UTF8.GetBytes("…" + token.Split('.')[2]),
            "across two blocks" => Encoding.UTF8.GetBytes(new string(' ', (4 * 1024 * 1024) - 20) + token),
            _ => throw new ArgumentOutOfRangeException(nameof(form)),
        };
        var plantedIn = Directory.CreateDirectory(Path.Combine(folder, "planted-" + Guid.NewGuid().ToString("N")));
        try
        {
            var file = Path.Combine(plantedIn.FullName, "file");
            File.WriteAllBytes(file, planted);

            Assert.Equal([file], new SecretSearch(secrets).FindIn(plantedIn.FullName));
        }
        finally
        {
            plantedIn.Delete(recursive: true);
        }
    }

    private static (string Folder, IReadOnlyList<string> Secrets) WholeRun()
    {
        var folder = Environment.GetEnvironmentVariable("NOTEBOOKSQLAUTH_TEST_RUN_FOLDER");
        var ledger = Environment.GetEnvironmentVariable("NOTEBOOKSQLAUTH_SANDBOX_SECRET_LEDGER");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "skipped: needs a whole run's outputs and its list of secrets (tests/run.sh)");
        Assert.True(File.Exists(ledger), "The run issued no secret, or its sandboxes did not write them down.");
        var secrets = File.ReadAllLines(ledger!).Where(line => line.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(secrets);
        return (folder!, secrets);
    }
}

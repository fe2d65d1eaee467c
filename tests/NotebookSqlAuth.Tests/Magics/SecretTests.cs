using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Sandbox;
using Xunit;

namespace NotebookSqlAuth.Tests.Magics;

public sealed class SecretTests
{
    [Fact]
    public async Task No_output_of_a_whole_notebook_holds_a_token()
    {
        var ledger = Path.GetTempFileName();
        try
        {
            await using var notebook = await SandboxNotebook.StartAsync(new SandboxOptions { SecretLedgerFile = ledger });
            var outputs = new List<string>();
            foreach (var text in new[] { "#!aad-login", "#!sql-connect", "#!sql-query --name me\nSELECT SUSER_SNAME() AS Me", "#!aad-login", "#!aad-logout" })
            {
                await notebook.RunAsync(text, running => running.Shown += output => outputs.Add(output.Html + output.PlainText));
            }

            await notebook.FailAsync("#!sql-query\nSELECT 1 AS n", ErrorCodes.NotSignedIn);
            outputs.Add(notebook.LastCell.FinalText + notebook.LastCell.FinalHtml);

            var secrets = (await File.ReadAllLinesAsync(ledger, TestContext.Current.CancellationToken)).Where(line => line.Length > 0).ToList();
            Assert.True(secrets.Count >= 3);
            Assert.All(secrets, secret => Assert.DoesNotContain(outputs, output => output.Contains(secret, StringComparison.Ordinal)));
        }
        finally
        {
            File.Delete(ledger);
        }
    }
}

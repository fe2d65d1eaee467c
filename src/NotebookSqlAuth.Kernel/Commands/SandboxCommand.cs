using System.CommandLine;
using System.Globalization;
using NotebookSqlAuth.Kernel.Running;
using NotebookSqlAuth.Sandbox;

namespace NotebookSqlAuth.Kernel.Commands;

/// <summary><c>notebook-sql sandbox</c>.</summary>
internal static class SandboxCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var identityPort = Port("--identity-port", "The identity endpoint's port; a free one where left out.");
        var sqlPort = Port("--sql-port", "The SQL endpoint's port; a free one where left out.");
        var audit = new Option<bool>("--audit") { Description = "Print who asks what, as it happens." };
        var command = new Command("sandbox", "Starts a sandbox on this machine and says how to connect to it. Ctrl-C ends it.")
        {
            identityPort, sqlPort, audit,
        };
        command.SetAction((parsed, _) => UserErrors.ShownAsync(signals => RunAsync(
            new SandboxOptions { IdentityPort = parsed.GetValue(identityPort), SqlPort = parsed.GetValue(sqlPort) },
            parsed.GetValue(audit),
            signals)));
        return command;
    }

    private static Option<int> Port(string name, string description)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 65535)
            {
                result.AddError($"{name} takes a port: 1 to 65535, or 0 for a free one.");
            }
        });
        return option;
    }

    private static async Task<int> RunAsync(SandboxOptions options, bool audit, StopSignals signals)
    {
        await using var host = await SandboxStart.StartAsync(options, signals.Token);
        if (audit)
        {
            host.Audit.Added += (_, e) => Console.WriteLine(AuditLine(e.Entry));
        }

        await Console.Out.WriteLineAsync(SandboxGuide.Of(host));
        var stopped = new TaskCompletionSource();
        await using var registration = signals.Token.Register(stopped.SetResult);
        await stopped.Task;
        await Console.Out.WriteLineAsync("The sandbox has ended.");
        return HeadlessRun.ExitSucceeded;
    }

    // Names and statements are the client's, and a control character in them would steer this terminal.
    private static string AuditLine(AuditEntry entry) => TerminalOutput.Printable(string.Create(
        CultureInfo.InvariantCulture,
        $"{entry.UtcTime:HH:mm:ss.fff} {entry.UserName} ({entry.ApplicationName}) {entry.Database}: {OneLine(entry.Statement)}{(entry.ErrorNumber is { } number ? $" -> error {number}" : "")}"));

    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

using System.Globalization;
using System.Text;
using NotebookSqlAuth.Sandbox;

namespace NotebookSqlAuth.Kernel.Commands;

/// <summary>Says how to connect to a sandbox.</summary>
internal static class SandboxGuide
{
    /// <summary>The text for a terminal.</summary>
    public static string Of(SandboxHost host)
    {
        var text = new StringBuilder();
        text.AppendLine("This is a SANDBOX on this machine, not Azure: its users, tokens and data are made up and end with it.");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"  SQL server   {host.Server}, database {host.Database}");
        text.AppendLine(CultureInfo.InvariantCulture, $"  Authority    {host.Authority}");
        text.AppendLine(CultureInfo.InvariantCulture, $"  Device page  {host.DevicePage}   (enter the code that the notebook shows)");
        text.AppendLine("               Your browser warns that it does not know the certificate: it was made for this sandbox. Go on here only, never for Microsoft's own page.");
        text.AppendLine(CultureInfo.InvariantCulture, $"  Certificate  {host.CertificateFile}");
        text.AppendLine();
        text.AppendLine("Demo users:");
        foreach (var user in SandboxUser.All)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {user.UserName,-28} {user.DisplayName}");
        }

        text.AppendLine();
        text.AppendLine("Before you start a notebook, in bash:");
        foreach (var (name, value) in host.EnvironmentVariables)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  export {name}='{value.Replace("'", "'\\''", StringComparison.Ordinal)}'");
        }

        text.AppendLine();
        text.AppendLine("In PowerShell:");
        foreach (var (name, value) in host.EnvironmentVariables)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  $env:{name} = '{value.Replace("'", "''", StringComparison.Ordinal)}'");
        }

        text.AppendLine();
        text.Append("Ctrl-C ends the sandbox.");
        return text.ToString();
    }
}

using System.Net.Sockets;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Sandbox;

namespace NotebookSqlAuth.Kernel.Running;

/// <summary>Starts a sandbox, with an error for people where it cannot.</summary>
internal static class SandboxStart
{
    /// <summary>Starts it.</summary>
    /// <exception cref="UserError">A port is taken, or the like.</exception>
    public static async Task<SandboxHost> StartAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await SandboxHost.StartAsync(options, cancellationToken);
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            throw new UserError(
                ErrorCodes.SandboxNotStarted,
                "The sandbox could not start.",
                error.Message,
                "Choose other ports, or leave them out to take free ones.");
        }
    }
}

using System.Globalization;
using System.Net;
using System.Text.Json;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Kernel.Jupyter.Wire;

/// <summary>What a front end tells a kernel about where to listen. Holds secrets: it is never shown.</summary>
/// <param name="Transport"><c>tcp</c> or <c>ipc</c>.</param>
/// <param name="Ip">A loopback address; for ipc what the sockets' paths start with.</param>
/// <param name="Ports">A port each; for ipc what the sockets' paths end with.</param>
/// <param name="Key">What messages are signed with; empty where they are not.</param>
/// <param name="Curve">The key pair of a CURVE server where the front end wants its sockets encrypted; else null.</param>
internal sealed record ConnectionFile(string Transport, string Ip, ChannelPorts Ports, string Key, CurveKeys? Curve)
{
    // The protocol's only scheme in use (jupyter-client.readthedocs.io, "Connection files").
    private const string SignatureScheme = "hmac-sha256";

    /// <summary>Reads one.</summary>
    /// <exception cref="UserError">It is no connection file, or leads beyond this machine.</exception>
    public static async Task<ConnectionFile> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = File.OpenRead(path);
            using var json = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken);
            return Of(json.RootElement, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException
            or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            // Not the exception's own words: they may quote the file, and the file holds the key.
            throw Unreadable(path, error is FileNotFoundException or DirectoryNotFoundException
                ? "It is not there."
                : $"Reading it failed ({error.GetType().Name}).");
        }
    }

    private static ConnectionFile Of(JsonElement json, string path)
    {
        var transport = Text(json, "transport") ?? "tcp";
        var ip = Text(json, "ip") ?? "127.0.0.1";
        var key = Text(json, "key") ?? "";
        if (key.Length > 0 && (Text(json, "signature_scheme") ?? SignatureScheme) != SignatureScheme)
        {
            throw Unreadable(path, $"It asks for another signature than {SignatureScheme}.");
        }

        CheckReach(transport, ip);
        return new ConnectionFile(
            transport,
            ip,
            new ChannelPorts(Port("shell_port"), Port("control_port"), Port("stdin_port"), Port("iopub_port"), Port("hb_port")),
            key,
            CurveKeys.Of(Text(json, "curve_publickey"), Text(json, "curve_secretkey")));

        int Port(string name) => json.GetProperty(name).GetInt32() is > 0 and <= IPEndPoint.MaxPort and var port
            ? port
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{name} is no port."));
    }

    // Who can reach these sockets can run code: other machines must not.
    private static void CheckReach(string transport, string ip)
    {
        var isNear = transport == "ipc"
            || (transport == "tcp" && (ip == "localhost" || (IPAddress.TryParse(ip, out var address) && IPAddress.IsLoopback(address))));
        if (!isNear)
        {
            throw new UserError(
                ErrorCodes.KernelNotLocal,
                "The kernel does not listen where other machines could reach it.",
                $"The connection file asks for `{transport}` on `{ip}`.",
                "Start the front end with 127.0.0.1 or with ipc, and reach it from elsewhere over SSH.");
        }
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetString() : null;

    private static UserError Unreadable(string path, string why) => new(
        ErrorCodes.ConnectionFile,
        $"`{path}` is no connection file.",
        why,
        "A front end starts the kernel and writes that file; choose the kernel there.");
}

/// <summary>The ports of a kernel's five sockets.</summary>
internal sealed record ChannelPorts(int Shell, int Control, int Stdin, int Iopub, int Heartbeat);

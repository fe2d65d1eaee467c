using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using NotebookSqlAuth.Identity;

namespace NotebookSqlAuth.Tests.Core;

/// <summary>An HTTPS server on loopback that answers from a script: for what no well-behaved identity service does.</summary>
internal sealed class ScriptedAuthority : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Func<string, string, Answer> _script;
    private readonly TestCertificate _certificate = TestCertificate.CreateFile();

    /// <param name="script">Path and form body to answer.</param>
    internal ScriptedAuthority(Func<string, string, Answer> script)
    {
        _script = script;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>What a request is answered with.</summary>
    internal sealed record Answer(int Status, string Body, string ContentType = "application/json", string Headers = "");

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    internal SignInOptions Options => new()
    {
        Authority = new Uri($"https://localhost:{Port}/contoso.example"),
        CertificateFile = _certificate.Path,
    };

    /// <summary>Hands out a device code and answers each poll for it with this.</summary>
    internal static ScriptedAuthority AfterDeviceCode(Answer toPoll) =>
        new((path, _) => path.EndsWith("/devicecode", StringComparison.Ordinal) ? DeviceCode() : toPoll);

    internal static Answer DeviceCode(int expiresIn = 900) => new(
        200,
        $$"""{"user_code":"ABCD-EFGH","device_code":"d-{{Guid.NewGuid():N}}","verification_uri":"https://localhost/device","expires_in":{{expiresIn}},"interval":1,"message":"m"}""");

    internal static Answer Error(string error, int number = 0, string description = "") => new(
        400,
        $$"""{"error":"{{error}}","error_description":"{{(number == 0 ? description : $"AADSTS{number}: {description}")}}","error_codes":[{{number}}],"correlation_id":"11111111-2222-3333-4444-555555555555"}""");

    /// <summary>Tokens of an hour, from a service whose clock is ahead of this computer's by so much.</summary>
    internal static Answer Tokens(TimeSpan clockAhead)
    {
        const string tenant = "11111111-2222-3333-4444-555555555555";
        var end = (DateTimeOffset.UtcNow + clockAhead).ToUnixTimeSeconds() + 3600;
        var claims = $$"""{"exp":{{end}},"oid":"o","sub":"s","tid":"{{tenant}}","preferred_username":"zoe@contoso.example"}""";
        var jwt = $"{Encode("""{"alg":"none","typ":"JWT"}""")}.{Encode(claims)}.";
        return new Answer(
            200,
            $$"""{"token_type":"Bearer","expires_in":3600,"scope":"https://database.windows.net/.default","access_token":"{{jwt}}","refresh_token":"r","id_token":"{{jwt}}","client_info":"{{Encode($$"""{"uid":"o","utid":"{{tenant}}"}""")}}"}""");

        static string Encode(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
    }

    public void Dispose()
    {
        _closing.Cancel();
        _listener.Dispose();
        _closing.Dispose();
        _certificate.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_closing.Token);
                _ = ServeAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using var tls = new SslStream(client.GetStream());
            await tls.AuthenticateAsServerAsync(_certificate.Certificate);
            using var reader = new StreamReader(tls, Encoding.Latin1);
            while (await reader.ReadLineAsync(_closing.Token) is { Length: > 0 } request)
            {
                var length = 0;
                while (await reader.ReadLineAsync(_closing.Token) is { Length: > 0 } header)
                {
                    if (header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                    {
                        length = int.Parse(header.AsSpan(15), CultureInfo.InvariantCulture);
                    }
                }

                var body = new char[length];
                await reader.ReadBlockAsync(body, _closing.Token);
                var answer = _script(request.Split(' ')[1], new string(body));
                var bytes = Encoding.UTF8.GetBytes(answer.Body);
                await tls.WriteAsync(
                    Encoding.Latin1.GetBytes($"HTTP/1.1 {answer.Status} X\r\nContent-Type: {answer.ContentType}\r\n{answer.Headers}Content-Length: {bytes.Length}\r\n\r\n"),
                    _closing.Token);
                await tls.WriteAsync(bytes, _closing.Token);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            // A client that refuses our certificate or leaves is part of what is tested.
        }
        finally
        {
            client.Dispose();
        }
    }
}

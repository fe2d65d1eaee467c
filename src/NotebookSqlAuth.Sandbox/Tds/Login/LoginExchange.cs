using System.Globalization;
using System.Text;
using NotebookSqlAuth.Sandbox.Engine;
using NotebookSqlAuth.Sandbox.Identity;
using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Login;

/// <summary>Takes LOGIN7 and the token, opens the engine's session, answers (MS-TDS 3.3.5.4 and following).</summary>
internal sealed class LoginExchange(TdsEndpointOptions options, Stream stream, ushort sessionId, string clientAddress)
{
    private const string Language = "us_english";

    // 7.4 and 8.0 (MS-TDS 2.2.7.14, LOGINACK), big-endian here, little-endian in LOGIN7.
    private const uint Tds8 = 0x0800_0000;

    private readonly MessageReader _messages = new(stream);
    private readonly TokenWriter _tokens = new(new PacketWriter(stream, sessionId, lost: static () => { }), ServerIdentity.ServerName);

    /// <summary>The open session; null when the client was refused, or is gone.</summary>
    public async Task<LoggedIn?> RunAsync(CancellationToken cancellationToken)
    {
        using var message = await _messages.ReadAsync(TdsLimits.LoginMessageBytes, cancellationToken);
        if (message is null)
        {
            return null;
        }

        if (message.Type != PacketType.Login7)
        {
            throw new TdsProtocolException("LOGIN7 was due.");
        }

        var request = LoginRequest.Parse(message.Payload.Span);
        var userName = request.UserName;
        try
        {
            options.Faults.BeforeToken(clientAddress);
            if (request.Federated is not { } federated)
            {
                throw new SqlServerException(LoginErrors.OnlyTokens(request.UserName));
            }

            if ((federated.AccessToken ?? await AskForTokenAsync(cancellationToken)) is not { } token)
            {
                return null;
            }

            options.Faults.AfterToken();
            userName = options.Tokens.Validate(token).UserName;
            var session = options.Engine.OpenSession(userName, request.Database);
            options.Audit.Add(new AuditEntry(DateTimeOffset.UtcNow, userName, request.ApplicationName, session.Database, "LOGIN", null));
            return new LoggedIn(session, userName, request.ApplicationName, Accept(request, session.Database));
        }
        catch (SqlServerException refused)
        {
            options.Audit.Add(new AuditEntry(
                DateTimeOffset.UtcNow, userName, request.ApplicationName, request.Database, "LOGIN", refused.ServerMessage.Number));
            _tokens.Message(refused.ServerMessage);
            _tokens.Done(DoneToken.Done, DoneStatus.Error);
            _tokens.Packets.EndMessage();
            return null;
        }
    }

    // FEDAUTHINFO (MS-TDS 2.2.7.12) names the authority and the principal; offsets count from the number of entries.
    private async Task<string?> AskForTokenAsync(CancellationToken cancellationToken)
    {
        const int EntriesBytes = 4 + (2 * 9);
        var authority = Encoding.Unicode.GetBytes(options.Authority.OriginalString);
        var principal = Encoding.Unicode.GetBytes(SandboxResources.AzureSql);
        var packets = _tokens.Packets;
        packets.Byte(0xEE);
        packets.UInt32((uint)(EntriesBytes + authority.Length + principal.Length));
        packets.UInt32(2);
        packets.Byte(0x01); // STSURL
        packets.UInt32((uint)authority.Length);
        packets.UInt32(EntriesBytes);
        packets.Byte(0x02); // SPN
        packets.UInt32((uint)principal.Length);
        packets.UInt32((uint)(EntriesBytes + authority.Length));
        packets.Bytes(authority);
        packets.Bytes(principal);
        packets.EndMessage();

        using var message = await _messages.ReadAsync(TdsLimits.LoginMessageBytes, cancellationToken);
        return message switch
        {
            null => null,
            { Type: PacketType.FederatedAuthenticationToken } => FederatedLogin.ParseToken(message.Payload.Span),
            _ => throw new TdsProtocolException("A FEDAUTH message was due."),
        };
    }

    private int Accept(LoginRequest request, string database)
    {
        var packetBytes = request.PacketBytes == 0
            ? TdsLimits.LoginPacketBytes
            : (int)Math.Clamp(request.PacketBytes, TdsLimits.SmallestPacketBytes, TdsLimits.LargestPacketBytes);
        _tokens.EnvironmentChange(EnvironmentChange.Database, database, string.Empty);
        _tokens.Message(SessionMessages.DatabaseChanged(database));
        _tokens.EnvironmentChange(EnvironmentChange.Collation, Collation.Default, []);
        _tokens.EnvironmentChange(EnvironmentChange.Language, Language, string.Empty);
        _tokens.Message(new SqlServerMessage(5703, 10, 1, $"Changed language setting to {Language}."));
        WriteLoginAck(request.TdsVersion == Tds8);
        _tokens.EnvironmentChange(
            EnvironmentChange.PacketSize, packetBytes.ToString(CultureInfo.InvariantCulture), TdsLimits.LoginPacketBytes.ToString(CultureInfo.InvariantCulture));
        if (request.Federated is not null)
        {
            // FEATUREEXTACK (MS-TDS 2.2.7.11): FEDAUTH without data, then the end.
            _tokens.Packets.Bytes([0xAE, 0x02, 0, 0, 0, 0, 0xFF]);
        }

        _tokens.Done(DoneToken.Done, DoneStatus.Final);
        _tokens.Packets.EndMessage();
        return packetBytes;
    }

    private void WriteLoginAck(bool isTds8)
    {
        var packets = _tokens.Packets;
        packets.Byte(0xAD);
        packets.UInt16((ushort)(1 + 4 + 1 + (ServerIdentity.ProgramName.Length * 2) + 4));
        packets.Byte(1); // interface: T-SQL
        packets.Bytes(isTds8 ? [0x08, 0, 0, 0] : [0x74, 0, 0, 0x04]);
        packets.ShortText(ServerIdentity.ProgramName);
        packets.Bytes(ServerIdentity.VersionBytes.AsSpan(0, 4));
    }
}

/// <summary>A login that succeeded.</summary>
internal sealed record LoggedIn(ISqlSession Session, string UserName, string ApplicationName, int PacketBytes);

using NotebookSqlAuth.Sandbox.Engine;
using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Requests;

/// <summary>One remote procedure call (MS-TDS 2.2.6.6).</summary>
/// <param name="Procedure">The procedure's name, without its schema where it is one of those below.</param>
/// <param name="Parameters">In the client's order; a name may be empty.</param>
/// <param name="OutputParameter">The first parameter by reference after the procedure's own, to be refused; null for none.</param>
internal sealed record RpcCall(string Procedure, IReadOnlyList<SqlParameterValue> Parameters, string? OutputParameter)
{
    public const string ExecuteSql = "sp_executesql";
    public const string Prepare = "sp_prepare";
    public const string Execute = "sp_execute";
    public const string PrepareAndExecute = "sp_prepexec";
    public const string Unprepare = "sp_unprepare";
    public const string ResetConnection = "sp_reset_connection";

    private const ushort NameIsNumber = 0xFFFF;
    private const byte ByReference = 0x01;
    private const byte Encrypted = 0x08;

    // 0x80 before TDS 7.2, 0xFF since; 0xFE asks not to execute (MS-TDS 2.2.6.6, BatchFlag and NoExecFlag).
    private const byte FirstSeparator = 0x80;

    // SQL Server takes 2,100 parameters.
    private const int MaxParameters = 2100;

    private static readonly string[] Known = [ExecuteSql, Prepare, Execute, PrepareAndExecute, Unprepare, ResetConnection];

    /// <summary>All calls of a message.</summary>
    /// <exception cref="SqlServerException">A parameter of a type that the sandbox does not take.</exception>
    public static IReadOnlyList<RpcCall> ReadAll(ReadOnlySpan<byte> payload)
    {
        var reader = new PayloadReader(payload);
        reader.SkipAllHeaders();
        var calls = new List<RpcCall>();
        do
        {
            calls.Add(Read(ref reader));
        }
        while (reader.Remaining > 0);
        return calls;
    }

    private static RpcCall Read(ref PayloadReader reader)
    {
        var procedure = ReadName(ref reader);
        _ = reader.UInt16(); // option flags: recompile and metadata hints
        var parameters = new List<SqlParameterValue>();
        string? output = null;
        while (reader.Remaining > 0)
        {
            // A parameter name has at most 127 characters besides its at sign in practice; from 0x80 on it is a separator.
            var length = reader.Byte();
            if (length >= FirstSeparator)
            {
                break;
            }

            var name = reader.Text(length);
            var status = reader.Byte();
            if ((status & Encrypted) != 0 || parameters.Count == MaxParameters)
            {
                throw new SqlServerException(SessionMessages.NotSupported(
                    parameters.Count == MaxParameters ? "A call with more than 2,100 parameters" : "An encrypted parameter"));
            }

            var type = ParameterType.Read(ref reader);
            parameters.Add(new SqlParameterValue(name, type.Type, ParameterValue.Read(ref reader, type)));
            var isHandle = parameters.Count == 1 && procedure is Prepare or PrepareAndExecute;
            output ??= (status & ByReference) != 0 && !isHandle ? name : null;
        }

        return new RpcCall(procedure, parameters, output);
    }

    private static string ReadName(ref PayloadReader reader)
    {
        var length = reader.UInt16();
        if (length != NameIsNumber)
        {
            var name = reader.Text(length);
            var unqualified = name[(name.LastIndexOf('.') + 1)..].Trim('[', ']');
            return Array.Find(Known, known => string.Equals(known, unqualified, StringComparison.OrdinalIgnoreCase)) ?? name;
        }

        return reader.UInt16() switch
        {
            10 => ExecuteSql,
            11 => Prepare,
            12 => Execute,
            13 => PrepareAndExecute,
            15 => Unprepare,
            var number => $"#{number}",
        };
    }
}

using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Requests;

/// <summary>Reads the requests that are one statement.</summary>
internal static class RequestReader
{
    /// <summary>A batch: headers, then its text to the end (MS-TDS 2.2.6.7).</summary>
    public static RequestPlan Batch(ReadOnlySpan<byte> payload)
    {
        var reader = new PayloadReader(payload);
        reader.SkipAllHeaders();
        return new RequestPlan(new Statement(PayloadReader.Utf16(reader.Bytes(reader.Remaining)), []));
    }

    /// <summary>A transaction request (MS-TDS 2.2.6.9).</summary>
    public static RequestPlan Transaction(ReadOnlySpan<byte> payload)
    {
        var reader = new PayloadReader(payload);
        reader.SkipAllHeaders();
        var request = TransactionRequest.Read(ref reader);
        return new RequestPlan(new Statement(request.Statement, []), Transaction: request);
    }
}

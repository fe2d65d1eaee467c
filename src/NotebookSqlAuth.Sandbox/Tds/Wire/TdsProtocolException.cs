namespace NotebookSqlAuth.Sandbox.Tds.Wire;

/// <summary>The client's bytes are not TDS. Ends its connection; the message names the place, never the bytes.</summary>
public sealed class TdsProtocolException(string message) : Exception(message);

using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Session;

/// <summary>A connection that cells name: where to, as whom, and the server session that is open for it.</summary>
/// <param name="Name">What cells call it.</param>
/// <param name="SignIn">As whom.</param>
/// <param name="Session">The server session, open or lost; its target says where to.</param>
internal sealed record NamedConnection(string Name, SignInKey SignIn, SqlSession Session);

using NotebookSqlAuth.Spark;

namespace NotebookSqlAuth.Session;

/// <summary>A Spark session that cells name.</summary>
/// <param name="Name">What cells call it.</param>
/// <param name="SignIn">Whose tokens it sends; null where it needs none.</param>
/// <param name="Target">The session itself, and how rows get into it.</param>
internal sealed record NamedSparkSession(string Name, SignInKey? SignIn, ConnectTarget Target);

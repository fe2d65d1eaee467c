namespace NotebookSqlAuth.Spark.Arrow;

/// <summary>One row of the type table: what becomes of a type on the way to Spark.</summary>
/// <param name="Source">The SQL type's name, or the CLR type of a frame's column that no query made.</param>
/// <param name="Spark">The Spark SQL type.</param>
/// <param name="Arrow">The Arrow type that carries it.</param>
/// <param name="Note">What the user should know; empty where nothing is lost.</param>
public sealed record SparkTypeMapping(string Source, string Spark, string Arrow, string Note);

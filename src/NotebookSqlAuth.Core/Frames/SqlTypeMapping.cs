namespace NotebookSqlAuth.Frames;

/// <summary>One row of the type table: what becomes of a SQL type.</summary>
/// <param name="SqlType">The SQL type's name, as the server says it.</param>
/// <param name="FrameColumn">The frame column's type.</param>
/// <param name="ClrType">The type of its values; a NULL is a null of the column.</param>
/// <param name="Note">What the user should know; empty where nothing is lost.</param>
public sealed record SqlTypeMapping(string SqlType, string FrameColumn, Type ClrType, string Note);

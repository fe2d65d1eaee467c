namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Sends a query's rows to a sink as they come.</summary>
internal static class ResultStream
{
    /// <returns>How many rows went.</returns>
    public static long Send(DuckDbRunner database, TranslatedQuery query, IResultSink sink, int line)
    {
        sink.StartResult([.. query.Columns.Select(column => new ResultColumn(column.Name, column.Type, column.Nullable))]);
        var rows = 0L;
        Read(database, query, line, values =>
        {
            sink.Row(values);
            rows++;
        });
        sink.EndResult(rows);
        return rows;
    }

    /// <summary>Reads rows one by one; the array is used again for the next row.</summary>
    public static void Read(DuckDbRunner database, TranslatedQuery query, int line, Action<object?[]> row)
    {
        var readers = query.Columns.Select((column, ordinal) => ColumnReader.For(column.Type, ordinal)).ToArray();
        var values = new object?[readers.Length];
        database.Query(query.Sql, line, reader =>
        {
            while (reader.Read())
            {
                database.CancellationToken.ThrowIfCancellationRequested();
                for (var column = 0; column < readers.Length; column++)
                {
                    values[column] = readers[column].Read(reader);
                }

                row(values);
            }
        });
    }
}

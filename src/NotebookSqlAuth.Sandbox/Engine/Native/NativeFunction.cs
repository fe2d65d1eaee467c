using DuckDB.NET.Data;
using DuckDB.NET.Data.DataChunk.Writer;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Registers functions of one value per row; a null result becomes NULL.</summary>
internal static class NativeFunction
{
    public static void Add<T, TResult>(DuckDBConnection connection, string name, Func<T, TResult> function) =>
        connection.RegisterScalarFunction<T, TResult>(name, (arguments, result, rows) =>
        {
            for (ulong row = 0; row < rows; row++)
            {
                if (arguments[0].IsValid(row))
                {
                    Write(result, function(arguments[0].GetValue<T>(row)), row);
                }
                else
                {
                    result.WriteNull(row);
                }
            }
        });

    public static void Add<T1, T2, TResult>(DuckDBConnection connection, string name, Func<T1, T2, TResult> function) =>
        connection.RegisterScalarFunction<T1, T2, TResult>(name, (arguments, result, rows) =>
        {
            for (ulong row = 0; row < rows; row++)
            {
                if (arguments[0].IsValid(row) && arguments[1].IsValid(row))
                {
                    Write(result, function(arguments[0].GetValue<T1>(row), arguments[1].GetValue<T2>(row)), row);
                }
                else
                {
                    result.WriteNull(row);
                }
            }
        });

    public static void Add<T1, T2, T3, TResult>(DuckDBConnection connection, string name, Func<T1, T2, T3, TResult> function) =>
        connection.RegisterScalarFunction<T1, T2, T3, TResult>(name, (arguments, result, rows) =>
        {
            for (ulong row = 0; row < rows; row++)
            {
                if (arguments[0].IsValid(row) && arguments[1].IsValid(row) && arguments[2].IsValid(row))
                {
                    Write(
                        result,
                        function(arguments[0].GetValue<T1>(row), arguments[1].GetValue<T2>(row), arguments[2].GetValue<T3>(row)), row);
                }
                else
                {
                    result.WriteNull(row);
                }
            }
        });

    public static void Add<T1, T2, T3, T4, TResult>(DuckDBConnection connection, string name, Func<T1, T2, T3, T4, TResult> function) =>
        connection.RegisterScalarFunction<T1, T2, T3, T4, TResult>(name, (arguments, result, rows) =>
        {
            for (ulong row = 0; row < rows; row++)
            {
                if (arguments[0].IsValid(row) && arguments[1].IsValid(row) && arguments[2].IsValid(row) && arguments[3].IsValid(row))
                {
                    Write(
                        result,
                        function(
                            arguments[0].GetValue<T1>(row), arguments[1].GetValue<T2>(row), arguments[2].GetValue<T3>(row), arguments[3].GetValue<T4>(row)),
                        row);
                }
                else
                {
                    result.WriteNull(row);
                }
            }
        });

    /// <summary>DuckDB.NET would write text up to its first NUL only, so such text is refused rather than cut.</summary>
    private static void Write<TResult>(IDuckDBDataWriter result, TResult value, ulong row)
    {
        if (value is string text && text.Contains('\0', StringComparison.Ordinal))
        {
            throw NativeError.NotSupported("a NUL character in the result of a text function");
        }

        result.WriteValue(value, row);
    }
}

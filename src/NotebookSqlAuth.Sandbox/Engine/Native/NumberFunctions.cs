using DuckDB.NET.Data;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Checks on numbers that DuckDB lets pass.</summary>
internal static class NumberFunctions
{
    public static void Register(DuckDBConnection connection)
    {
        NativeFunction.Add<double, double>(connection, "t_finite_float", value => double.IsFinite(value) ? value : throw Overflow("float"));
        NativeFunction.Add<float, float>(connection, "t_finite_real", value => float.IsFinite(value) ? value : throw Overflow("real"));
        NativeFunction.Add<string, int, string, string, string>(connection, "t_fit_number", Fit);
    }

    private static string Fit(string text, int length, string instead, string target)
    {
        if (text.Length <= length)
        {
            return text;
        }

        return instead.Length > 0
            ? instead
            : throw NativeError.Exception(8115, 16, $"Arithmetic overflow error converting expression to data type {target}.");
    }

    private static InvalidOperationException Overflow(string type) =>
        NativeError.Exception(8115, 16, $"Arithmetic overflow error converting expression to data type {type}.");
}

using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Kernel.Python;

/// <summary>What can go wrong between this kernel and a Python notebook.</summary>
internal static class PythonError
{
    public static UserError NotTaken(string name, string type) => new(
        ErrorCodes.PythonVariable,
        $"The Python variable `{name}` is a `{type}`, which a magic does not take.",
        "SQL binds an int, float, Decimal, bool, str, datetime, date or UUID, numpy's and pandas' scalars too; `--frame` takes a pandas DataFrame, `--on` a SparkSession.",
        "Put its value into a variable of one of these types and use that one.");

    public static UserError OutOfRange(string name, string why, string next) =>
        new(ErrorCodes.PythonVariable, $"The Python variable `{name}` cannot be bound to `@{name}`.", why, next);

    public static UserError Unreadable(string call) => new(
        ErrorCodes.PythonAnswer,
        "The Python side of the notebook gave no answer that can be read.",
        $"It was asked to `{call}`.",
        "Check that notebook_sql_auth and notebook-sql are of one version, then run the cell again.");

    public static UserError OldSpark(string version) => new(
        ErrorCodes.PythonSpark,
        $"The notebook's Spark {version} is older than 3.4.",
        "Earlier ones have no timestamps without a time zone and take no SQL arguments.",
        "Use a cluster of Databricks runtime 13 or later, or fetch the rows with `--name` instead of `--spark`.");
}

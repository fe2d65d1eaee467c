using System.Data;
using System.Data.SqlTypes;
using Microsoft.Data.SqlClient;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Sql;

/// <summary>Makes typed parameters of C# values.</summary>
internal static class SqlParameters
{
    /// <summary>The longest nvarchar that is not max; shorter strings share it, so that the server caches one plan for all lengths.</summary>
    private const int MaxSizedString = 4000;

    /// <summary>Makes the parameter of a name that has a value.</summary>
    /// <exception cref="UserError">The value's type is none that a parameter carries.</exception>
    internal static SqlParameter Create(string name, IReadOnlyDictionary<string, object?> variables) =>
        Create(name, variables[SpellingOf(name, variables)!]);

    /// <summary>The variable that a name means; null where there is none. T-SQL ignores the case of names and C# does not, so the exact spelling wins.</summary>
    internal static string? SpellingOf(string name, IReadOnlyDictionary<string, object?> variables) =>
        variables.ContainsKey(name) ? name : variables.Keys.FirstOrDefault(candidate => candidate.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Makes a parameter; null becomes a NULL of type nvarchar.</summary>
    /// <exception cref="UserError">The value's type is none that a parameter carries.</exception>
    private static SqlParameter Create(string name, object? value) => value switch
    {
        null => Of(name, SqlDbType.NVarChar, DBNull.Value, MaxSizedString),
        int number => Of(name, SqlDbType.Int, number),
        long number => Of(name, SqlDbType.BigInt, number),
        decimal number => OfDecimal(name, number),
        double number => Of(name, SqlDbType.Float, number),
        bool flag => Of(name, SqlDbType.Bit, flag),
        string text => Of(name, SqlDbType.NVarChar, text, text.Length <= MaxSizedString ? MaxSizedString : -1),
        DateTime time => Of(name, SqlDbType.DateTime2, time),
        Guid id => Of(name, SqlDbType.UniqueIdentifier, id),
        _ => throw new UserError(
            ErrorCodes.UnsupportedVariableType,
            $"The C# variable `{name}` is a `{TypeName(value.GetType())}`, which cannot be bound to `@{name}`.",
            "A bound variable is an int, long, decimal, double, bool, string, DateTime or Guid.",
            $"Put its value into a variable of one of these types and use that one in the SQL."),
    };

    private static SqlParameter OfDecimal(string name, decimal value)
    {
        var sized = new SqlDecimal(value);
        return new SqlParameter("@" + name, SqlDbType.Decimal) { Precision = sized.Precision, Scale = sized.Scale, Value = value };
    }

    private static SqlParameter Of(string name, SqlDbType type, object value, int size = 0) =>
        new("@" + name, type, size) { Value = value };

    private static string TypeName(Type type) => type.IsGenericType
        ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(TypeName))}>"
        : type.Name;
}

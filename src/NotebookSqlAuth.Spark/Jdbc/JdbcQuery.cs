using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Spark.Jdbc;

/// <summary>Checks that SQL can be read by sessions other than the user's own, in parts.</summary>
internal static class JdbcQuery
{
    // learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors
    private const int OrderByInside = 1033;
    private const int NoColumnName = 8155;
    private const int SharedColumnName = 8156;

    /// <exception cref="UserError">It is more or less than one SELECT that stands alone.</exception>
    internal static SelectText Require(QueryText query)
    {
        if (query.Variables.Count > 0)
        {
            throw new UserError(
                ErrorCodes.JdbcVariables,
                $"The SELECT uses {string.Join(", ", query.Variables.Select(name => $"`@{name}`"))}.",
                "Spark's executors send the SQL themselves, and its JDBC source carries no parameters.",
                "Write the value into the SQL, or leave the partition column out: the rows then travel through the notebook.");
        }

        if (query.Batches is not [{ Count: 1, Select: { } select }])
        {
            throw new UserError(
                ErrorCodes.JdbcNotOneSelect,
                "Spark's executors can read one SELECT only.",
                "Each of them puts it between FROM and WHERE of a query of its own.",
                "Give one SELECT, without SET, DECLARE or INTO; or leave the partition column out.");
        }

        if (select.StatementClauses.Count > 0)
        {
            throw Clause($"The SELECT ends with {string.Join(" and ", select.StatementClauses)}.", "SQL Server takes that at the end of a whole statement only, and the executors make the SELECT a part of theirs.");
        }

        if (select.TemporaryTables.Count > 0)
        {
            throw new UserError(
                ErrorCodes.JdbcTemporaryTable,
                $"The SELECT reads {string.Join(", ", select.TemporaryTables.Select(name => $"`{name}`"))}.",
                "A #temp table is seen by the session that made it alone, and each executor opens a session of its own.",
                "Read the tables behind it, or leave the partition column out: the rows then travel through the notebook.");
        }

        return select.UnrepeatableParts.Count == 0 ? select : throw new UserError(
            ErrorCodes.JdbcNotRepeatable,
            $"The SELECT has {string.Join(" and ", select.UnrepeatableParts)}.",
            "Each partition runs the SELECT anew, and it would answer other rows to each: some would be missing and some doubled.",
            "Choose the rows by their values (WHERE, or TOP with an ORDER BY of a unique key); or leave the partition column out: one read then answers all.");
    }

    /// <summary>What the user should know of a SELECT that chooses by an order; empty where it does not.</summary>
    internal static IReadOnlyList<string> Notices(SelectText select) => select.OrderedChoices.Count == 0
        ? []
        : [$"The SELECT chooses rows by an order ({string.Join(", ", select.OrderedChoices)}): where rows tie in it, each partition may choose others. Let a unique key end the ORDER BY."];

    /// <summary>Says in this room's words what SQL Server has against the SELECT as a part of another.</summary>
    internal static UserError Refused(UserError e) => e.ServerErrorNumber switch
    {
        OrderByInside => Reworded(e, Clause("The SELECT has ORDER BY without TOP.", "SQL Server refuses it inside another query, where the executors put it, and parts that are read side by side have no order.")),
        NoColumnName => Names("A column of the SELECT has no name.", e),
        SharedColumnName => Names("Two columns of the SELECT share a name.", e),
        _ => e,
    };

    /// <summary>As <see cref="Refused"/>, where names differ for SQL Server (a case-sensitive collation) and not for Spark.</summary>
    internal static UserError SharedName(string name) => new(
        ErrorCodes.JdbcColumnNames,
        $"Two columns of the SELECT are named `{name}`.",
        "Spark ignores the case of names.",
        "Name each column with AS.");

    private static UserError Clause(string what, string why) => new(
        ErrorCodes.JdbcClause, what, why, "Leave it out, and sort in Spark: `SELECT ... FROM the_view ORDER BY ...`.");

    private static UserError Names(string what, UserError e) =>
        e.Reworded(ErrorCodes.JdbcColumnNames, what, $"SQL Server refuses that inside another query: {e.Why}", "Name each column with AS.");

    private static UserError Reworded(UserError e, UserError words) => e.Reworded(words.Code, words.What, words.Why, words.Next);
}

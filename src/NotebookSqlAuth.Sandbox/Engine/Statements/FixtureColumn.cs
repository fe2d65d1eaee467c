using Microsoft.SqlServer.TransactSql.ScriptDom;
using NotebookSqlAuth.Sandbox.Engine.Fixtures;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>One column that a query takes from fixture rows: as it is, as text, or its least or greatest value.</summary>
/// <param name="Column">Its name and type.</param>
/// <param name="Value">Of one row; of no use where the rows are gathered.</param>
/// <param name="Gather">Of all rows; null where each row has its own.</param>
internal sealed record FixtureColumn(ResultColumn Column, Func<object?[], object?> Value, Func<IEnumerable<object?>, object?>? Gather = null)
{
    /// <summary>What a select element takes; null where it is none of these.</summary>
    public static IReadOnlyList<FixtureColumn>? Read(SelectElement element, FixtureRows rows) => element switch
    {
        SelectStarExpression { Qualifier: null } => [.. rows.Columns.Select((column, ordinal) => new FixtureColumn(column, row => row[ordinal]))],
        SelectScalarExpression scalar => Read(scalar.Expression, rows) is { } read ? [read.Named(scalar.ColumnName?.Value)] : null,
        _ => null,
    };

    private static FixtureColumn? Read(ScalarExpression expression, FixtureRows rows) => expression switch
    {
        ColumnReferenceExpression column => Plain(column, rows),

        // What stands for the columns of a reader that only counts.
        IntegerLiteral { Value: "1" } => new FixtureColumn(new ResultColumn(string.Empty, TSqlTypes.Int, Nullable: false), _ => 1),
        ConvertCall { Parameter: ColumnReferenceExpression column, Style: IntegerLiteral { Value: "121" }, DataType: SqlDataTypeReference { SqlDataTypeOption: SqlDataTypeOption.VarChar, Parameters: [IntegerLiteral length] } } =>
            Plain(column, rows) is { } plain ? AsText(plain, int.Parse(length.Value, System.Globalization.CultureInfo.InvariantCulture)) : null,
        FunctionCall { CallTarget: null, OverClause: null, UniqueRowFilter: UniqueRowFilter.NotSpecified, Parameters: [ColumnReferenceExpression column] } call =>
            Plain(column, rows) is { } plain ? Extreme(plain, call.FunctionName.Value) : null,
        _ => null,
    };

    private static FixtureColumn? Plain(ColumnReferenceExpression column, FixtureRows rows)
    {
        if (column is not { ColumnType: ColumnType.Regular, Collation: null, MultiPartIdentifier.Count: 1 })
        {
            return null;
        }

        var ordinal = rows.Find(column.MultiPartIdentifier.Identifiers[0].Value, column.StartLine);
        return new FixtureColumn(rows.Columns[ordinal], row => row[ordinal]);
    }

    private static FixtureColumn? AsText(FixtureColumn plain, int length)
    {
        var type = plain.Column.Type;
        return FixtureText.IsKnown(type)
            ? new FixtureColumn(
                new ResultColumn(string.Empty, TSqlTypes.VarChar(length), plain.Column.Nullable),
                row => plain.Value(row) is { } value ? Cut(FixtureText.Of(value, type), length) : null)
            : null;
    }

    private static FixtureColumn? Extreme(FixtureColumn plain, string function)
    {
        // Text sorts by a collation, which is not known here; bit has neither function (8117).
        if (plain.Column.Type.Code == SqlTypeCode.Bit || (!TSqlTypes.IsNumber(plain.Column.Type) && !TSqlTypes.IsDateOrTime(plain.Column.Type)))
        {
            return null;
        }

        var column = new ResultColumn(string.Empty, plain.Column.Type, Nullable: true);
        return function.ToUpperInvariant() switch
        {
            "MIN" => new FixtureColumn(column, plain.Value, values => values.Min()),
            "MAX" => new FixtureColumn(column, plain.Value, values => values.Max()),
            _ => null,
        };
    }

    private FixtureColumn Named(string? alias) => alias is null ? this : this with { Column = Column with { Name = alias } };

    private static string Cut(string text, int length) => text.Length > length ? text[..length] : text;
}

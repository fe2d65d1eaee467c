using System.Data.SqlTypes;
using System.Globalization;
using NotebookSqlAuth.Sandbox.Engine;
using Xunit;

namespace NotebookSqlAuth.Sandbox.Tests.Engine;

/// <summary>Keeps what a batch answered, and checks that it came in the port's order.</summary>
internal sealed class RecordedResults : IResultSink
{
    private IReadOnlyList<ResultColumn>? _open;

    public List<(IReadOnlyList<ResultColumn> Columns, List<object?[]> Rows)> Results { get; } = [];

    public List<SqlServerMessage> Messages { get; } = [];

    public List<long?> Statements { get; } = [];

    public List<string> Databases { get; } = [];

    public SqlServerMessage? Error => Messages.Find(message => message.Class > 10);

    public Action<long>? OnRow { get; init; }

    public static RecordedResults Of(ISqlSession session, string sql, params SqlParameterValue[] parameters)
    {
        var results = new RecordedResults();
        session.Execute(sql, parameters, results, TestContext.Current.CancellationToken);
        return results;
    }

    public object? Scalar()
    {
        Assert.Null(Error);
        return Assert.Single(Assert.Single(Results).Rows)[0];
    }

    public void StartResult(IReadOnlyList<ResultColumn> columns)
    {
        Assert.Null(_open);
        _open = columns;
        Results.Add((columns, []));
    }

    public void Row(object?[] values)
    {
        Assert.Equal(_open!.Count, values.Length);
        foreach (var (value, column) in values.Zip(_open))
        {
            Assert.True(value is null ? column.Nullable : value.GetType() == ClrType(column.Type), $"{column} holds {value ?? "NULL"}");
        }

        Results[^1].Rows.Add([.. values]);
        OnRow?.Invoke(Results[^1].Rows.Count);
    }

    public void EndResult(long rowCount)
    {
        Assert.NotNull(_open);
        Assert.Equal(Results[^1].Rows.Count, rowCount);
        _open = null;
    }

    public void EndStatement(long? rowCount) => Statements.Add(rowCount);

    public void Message(SqlServerMessage message)
    {
        Messages.Add(message);
        _open = null;
    }

    public void DatabaseChanged(string oldName, string newName) => Databases.Add($"{oldName} -> {newName}");

    /// <summary>A value as the answer table writes it.</summary>
    public static string Text(object? value) => value switch
    {
        null => "NULL",
        string text => $"'{text}'",
        byte[] bytes => "0x" + Convert.ToHexString(bytes),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        bool flag => flag ? "1" : "0",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    /// <summary>A type as T-SQL writes it, in capitals and small letters as <see cref="SqlTypeCode"/> has it.</summary>
    public static string Text(SqlDataType type)
    {
        var name = type.Code.ToString();
        return type switch
        {
            { Code: SqlTypeCode.Decimal } => $"{name}({type.Precision},{type.Scale})",
            { Code: SqlTypeCode.DateTime2 } => $"{name}({type.Scale})",
            { Length: -1 } => $"{name}(max)",
            { Length: > 0 } => $"{name}({type.Length})",
            _ => name,
        };
    }

    private static Type ClrType(SqlDataType type) => type.Code switch
    {
        SqlTypeCode.Bit => typeof(bool),
        SqlTypeCode.TinyInt => typeof(byte),
        SqlTypeCode.SmallInt => typeof(short),
        SqlTypeCode.Int => typeof(int),
        SqlTypeCode.BigInt => typeof(long),
        SqlTypeCode.Decimal => typeof(SqlDecimal),
        SqlTypeCode.Money or SqlTypeCode.SmallMoney => typeof(decimal),
        SqlTypeCode.Real => typeof(float),
        SqlTypeCode.Float => typeof(double),
        SqlTypeCode.Date => typeof(DateOnly),
        SqlTypeCode.Time => typeof(TimeSpan),
        SqlTypeCode.DateTime or SqlTypeCode.SmallDateTime or SqlTypeCode.DateTime2 => typeof(DateTime),
        SqlTypeCode.DateTimeOffset => typeof(DateTimeOffset),
        SqlTypeCode.Binary or SqlTypeCode.VarBinary => typeof(byte[]),
        SqlTypeCode.UniqueIdentifier => typeof(Guid),
        _ => typeof(string),
    };
}

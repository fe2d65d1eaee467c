using Apache.Arrow;
using Apache.Arrow.Types;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Arrow.ToFrame;

namespace NotebookSqlAuth.Spark.Arrow;

/// <summary>Gathers record batches that share a schema, as they come, and makes one frame of them. Not thread-safe.</summary>
public sealed class FrameCollector
{
    private readonly Schema _schema;
    private readonly ArrayColumn[] _columns;

    /// <summary>Chooses each field's frame column, once.</summary>
    /// <exception cref="UserError">A frame has no such type; names the field and says how to cast it.</exception>
    public FrameCollector(Schema schema)
    {
        _schema = schema;
        _columns = [.. schema.FieldsList.Select(Create)];
    }

    /// <summary>Rows so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Copies a batch's rows, the first ones where not all are wanted; the batch can be disposed afterwards.</summary>
    /// <exception cref="UserError">A value is beyond what the frame holds; names the field and says how to cast it.</exception>
    public void Add(RecordBatch batch, long maxRows = long.MaxValue)
    {
        var rows = (int)Math.Min(batch.Length, maxRows);
        for (var i = 0; i < _columns.Length; i++)
        {
            var array = batch.Column(i).Data;
            _columns[i].Add(rows == batch.Length ? array : array.Slice(0, rows));
        }

        Rows += rows;
    }

    /// <summary>Makes the frame. Called once.</summary>
    /// <remarks>A name that occurs twice, or is empty, gets a number: a frame's names are unique.</remarks>
    public DataFrame Build()
    {
        var names = new FieldNames(_schema.FieldsList.Select(field => field.Name), StringComparer.Ordinal);
        return new DataFrame(_columns.Select((column, i) => column.Build(names.Of(_schema.FieldsList[i].Name))));
    }

    private static ArrayColumn Create(Field field) => field.DataType switch
    {
        BooleanType => new BooleanArrayColumn((name, values, validity, length, nulls) => new BooleanDataFrameColumn(name, values, validity, length, nulls)),
        Int8Type => new SameLayoutArrayColumn<sbyte>((name, values, validity, length, nulls) => new SByteDataFrameColumn(name, values, validity, length, nulls)),
        Int16Type => new SameLayoutArrayColumn<short>((name, values, validity, length, nulls) => new Int16DataFrameColumn(name, values, validity, length, nulls)),
        Int32Type => new SameLayoutArrayColumn<int>((name, values, validity, length, nulls) => new Int32DataFrameColumn(name, values, validity, length, nulls)),
        Int64Type => new SameLayoutArrayColumn<long>((name, values, validity, length, nulls) => new Int64DataFrameColumn(name, values, validity, length, nulls)),
        FloatType => new SameLayoutArrayColumn<float>((name, values, validity, length, nulls) => new SingleDataFrameColumn(name, values, validity, length, nulls)),
        DoubleType => new SameLayoutArrayColumn<double>((name, values, validity, length, nulls) => new DoubleDataFrameColumn(name, values, validity, length, nulls)),
        Decimal128Type type => new DecimalArrayColumn(field.Name, type.Scale),
        Date32Type => new DateArrayColumn(field.Name),
        TimestampType { Unit: not TimeUnit.Nanosecond, IsTimeZoneAware: true } type => new InstantArrayColumn(field.Name, type.Unit),
        TimestampType { Unit: not TimeUnit.Nanosecond } type => new TimestampArrayColumn(field.Name, type.Unit),
        StringType => new TextArrayColumn(),
        BinaryType => new BytesArrayColumn(),
        NullType => new NullArrayColumn(),
        _ => throw Unsupported(field),
    };

    private static UserError Unsupported(Field field)
    {
        var column = $"`{field.Name.Replace("`", "``", StringComparison.Ordinal)}`";
        return new UserError(
            ErrorCodes.UnsupportedSparkType,
            $"The column {column} is of the Arrow type {field.DataType.Name}, which a DataFrame does not have.",
            "",
            field.DataType is NestedType
                ? $"Turn it into text in the Spark SQL: to_json({column}), or take its parts as columns."
                : $"Cast it in the Spark SQL: CAST({column} AS STRING).");
    }
}

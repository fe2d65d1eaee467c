using Microsoft.Data.Analysis;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Frames;
using NotebookSqlAuth.Spark.Arrow.Values;

namespace NotebookSqlAuth.Spark.Arrow.FromFrame;

/// <summary>How one field is made of a frame's column.</summary>
/// <param name="Field">What is made.</param>
/// <param name="Create">Makes the column of one hand-over.</param>
/// <param name="Notice">What the user should know of the type that was chosen; null where nothing.</param>
internal sealed record FramePlan(SparkField Field, Func<FrameColumn> Create, string? Notice = null)
{
    /// <summary>Plans a frame's columns, all at once, because some types depend on every value.</summary>
    /// <exception cref="UserError">Spark has no such type, or its values fit none: the first such column's.</exception>
    internal static IReadOnlyList<FramePlan> Of(DataFrameColumnCollection columns, FieldNames names, ArrowOptions options)
    {
        var planning = columns.Select(column =>
        {
            // In the columns' order, because a name depends on those before it.
            var name = names.Of(column.Name);
            var offset = options.KeepOffset && column is PrimitiveDataFrameColumn<DateTimeOffset> ? names.MakeUp(name + "_offset") : null;
            return Task.Run(() => Of(column, name, offset, options).ToList());
        }).ToList();
        return [.. planning.SelectMany(plans => plans.GetAwaiter().GetResult())];
    }

    /// <summary>Plans a column: one field, or two where an offset is kept.</summary>
    private static IEnumerable<FramePlan> Of(DataFrameColumn column, string name, string? offset, ArrowOptions options)
    {
        var sql = SqlSchema.Of(column);
        var isNullable = sql is not { Nullable: false } || HoldsNull(column);
        SparkField Field(SparkType type) => new(name, type, isNullable);

        yield return column switch
        {
            PrimitiveDataFrameColumn<bool> typed => One(Field(SparkType.Boolean), field => new BooleanColumn(field, typed)),
            PrimitiveDataFrameColumn<sbyte> typed => One(Field(SparkType.Byte), field => new SameLayoutColumn<sbyte>(field, typed)),
            PrimitiveDataFrameColumn<byte> typed => One(Field(SparkType.Short), field => new WideningColumn<byte, short>(field, typed)),
            PrimitiveDataFrameColumn<short> typed => One(Field(SparkType.Short), field => new SameLayoutColumn<short>(field, typed)),
            PrimitiveDataFrameColumn<ushort> typed => One(Field(SparkType.Integer), field => new WideningColumn<ushort, int>(field, typed)),
            PrimitiveDataFrameColumn<int> typed => One(Field(SparkType.Integer), field => new SameLayoutColumn<int>(field, typed)),
            PrimitiveDataFrameColumn<uint> typed => One(Field(SparkType.Long), field => new WideningColumn<uint, long>(field, typed)),
            PrimitiveDataFrameColumn<long> typed => One(Field(SparkType.Long), field => new SameLayoutColumn<long>(field, typed)),
            PrimitiveDataFrameColumn<ulong> typed => One(Field(SparkType.Decimal(20, 0)), field => new UInt64Column(field, typed)),
            PrimitiveDataFrameColumn<float> typed => One(Field(SparkType.Float), field => new SameLayoutColumn<float>(field, typed)),
            PrimitiveDataFrameColumn<double> typed => One(Field(SparkType.Double), field => new SameLayoutColumn<double>(field, typed)),
            PrimitiveDataFrameColumn<decimal> typed => Decimal(typed, sql, Field),
            PrimitiveDataFrameColumn<char> typed => One(Field(SparkType.String), field => new CharColumn(field, typed)),
            PrimitiveDataFrameColumn<Guid> typed => One(Field(SparkType.String), field => new GuidColumn(field, typed)),
            PrimitiveDataFrameColumn<TimeSpan> typed => One(Field(SparkType.String), field => new TimeColumn(field, typed, SparkTypeMap.TimeScaleOf(sql))),
            PrimitiveDataFrameColumn<DateOnly> typed => One(Field(SparkType.Date), field => new DateOnlyColumn(field, typed)),
            PrimitiveDataFrameColumn<DateTime> typed when sql is { TypeName: "date" } => One(Field(SparkType.Date), field => new DateColumn(field, typed)),
            PrimitiveDataFrameColumn<DateTime> typed => DateTimes(typed, Field, options),
            PrimitiveDataFrameColumn<DateTimeOffset> typed =>
                One(Field(SparkType.Timestamp), field => new DateTimeOffsetColumn(field, typed, options.KeepOffset)),
            StringDataFrameColumn typed => One(Field(SparkType.String), field => new TextColumn(field, typed)),
            ArrowStringDataFrameColumn typed => One(Field(SparkType.String), field => new ArrowTextColumn(field, typed)),
            BinaryDataFrameColumn typed => One(Field(SparkType.Binary), field => new BytesColumn(field, typed)),
            _ => throw new UserError(
                ErrorCodes.UnsupportedSparkType,
                $"The column `{column.Name}` holds {column.DataType.Name}, which Spark does not have.",
                "",
                "Leave it out, or make a column of texts or numbers of it."),
        };

        if (offset is not null && column is PrimitiveDataFrameColumn<DateTimeOffset> times)
        {
            yield return One(new SparkField(offset, SparkType.Short, isNullable), field => new OffsetColumn(field, times));
        }
    }

    private static FramePlan One(SparkField field, Func<SparkField, FrameColumn> create) => new(field, () => create(field));

    private static FramePlan Decimal(PrimitiveDataFrameColumn<decimal> column, SqlColumn? sql, Func<SparkType, SparkField> named)
    {
        var (precision, scale) = DecimalFit.Of(column.Name, new PrimitiveSource<decimal>(column), sql, out var notice);
        var field = named(SparkType.Decimal(precision, scale));
        return new FramePlan(field, () => new DecimalColumn(field, column, precision, scale), notice);
    }

    private static FramePlan DateTimes(PrimitiveDataFrameColumn<DateTime> column, Func<SparkType, SparkField> named, ArrowOptions options)
    {
        if (TimeKinds.AreInstants(column.Name, new PrimitiveSource<DateTime>(column)))
        {
            return One(named(SparkType.Timestamp), field => new InstantColumn(field, column));
        }

        var plan = One(named(SparkType.WallClock(options)), field => new TimestampColumn(field, column));
        return options.TimesAsUtc ? plan with { Notice = TimeKinds.TakenAsUtc(plan.Field.Name) } : plan;
    }

    private static bool HoldsNull(DataFrameColumn column) => column is StringDataFrameColumn texts ? new TextSource(texts).HoldsNull() : column.NullCount > 0;
}

using System.Collections;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Frames;

/// <summary>A frame column of byte arrays: what SQL's binary and varbinary become. NULL is a null reference.</summary>
/// <remarks>
/// It can be indexed, set, cloned, compared for equality, filtered, sorted (byte by byte, as SQL Server orders varbinary), grouped by, merged on, counted and
/// stripped of its nulls. Arithmetic, aggregates and Arrow are not for bytes: the frame's own base class refuses them. Arrays are shared, not copied.
/// Reading is thread-safe, writing is not.
/// </remarks>
public sealed class BinaryDataFrameColumn : DataFrameColumn, IEnumerable<byte[]?>
{
    private readonly List<byte[]?> _values;
    private long _nullCount;

    /// <summary>Creates a column of a number of nulls.</summary>
    public BinaryDataFrameColumn(string name, long length)
        : this(name, [.. Enumerable.Repeat<byte[]?>(null, checked((int)length))], length)
    {
    }

    /// <summary>Creates a column of these values.</summary>
    public BinaryDataFrameColumn(string name, IEnumerable<byte[]?> values)
        : this(name, [.. values])
    {
    }

    private BinaryDataFrameColumn(string name, List<byte[]?> values)
        : this(name, values, values.Count(value => value is null))
    {
    }

    private BinaryDataFrameColumn(string name, List<byte[]?> values, long nullCount)
        : base(name, values.Count, typeof(byte[]))
    {
        _values = values;
        _nullCount = nullCount;
    }

    /// <inheritdoc/>
    public override long NullCount => _nullCount;

    /// <summary>The value of a row; null for NULL.</summary>
    public new byte[]? this[long rowIndex]
    {
        get => _values[checked((int)rowIndex)];
        set => SetValue(rowIndex, value);
    }

    /// <summary>Adds a row.</summary>
    public void Append(byte[]? value) => Add(value);

    /// <inheritdoc/>
    public IEnumerator<byte[]?> GetEnumerator() => _values.GetEnumerator();

    /// <summary>Takes a list over without a copy.</summary>
    internal static BinaryDataFrameColumn Over(string name, List<byte[]?> values) => new(name, values);

    /// <inheritdoc/>
    public override DataFrame ValueCounts()
    {
        var groups = Groups().ToList();
        return new DataFrame(
            new BinaryDataFrameColumn("Values", groups.Select(group => (byte[]?)group.Key)),
            new Int64DataFrameColumn("Counts", groups.Select(group => (long)group.Value.Count)));
    }

    /// <inheritdoc/>
    public override PrimitiveDataFrameColumn<bool> ElementwiseIsNull() =>
        new BooleanDataFrameColumn("IsNull", _values.Select(value => value is null));

    /// <inheritdoc/>
    public override PrimitiveDataFrameColumn<bool> ElementwiseIsNotNull() =>
        new BooleanDataFrameColumn("IsNotNull", _values.Select(value => value is not null));

    /// <inheritdoc/>
    public override PrimitiveDataFrameColumn<bool> ElementwiseEquals<T>(T value)
    {
        var bytes = AsBytes(value);
        return new BooleanDataFrameColumn(Name, _values.Select(mine => AreEqual(mine, bytes)));
    }

    /// <inheritdoc/>
    public override PrimitiveDataFrameColumn<bool> ElementwiseEquals(DataFrameColumn column) =>
        new BooleanDataFrameColumn(Name, _values.Zip(AsBinary(column)._values, AreEqual));

    /// <inheritdoc/>
    public override PrimitiveDataFrameColumn<bool> ElementwiseNotEquals<T>(T value)
    {
        var bytes = AsBytes(value);
        return new BooleanDataFrameColumn(Name, _values.Select(mine => !AreEqual(mine, bytes)));
    }

    /// <inheritdoc/>
    public override PrimitiveDataFrameColumn<bool> ElementwiseNotEquals(DataFrameColumn column) =>
        new BooleanDataFrameColumn(Name, _values.Zip(AsBinary(column)._values, (mine, theirs) => !AreEqual(mine, theirs)));

    /// <inheritdoc/>
    public override GroupBy GroupBy(int columnIndex, DataFrame parent) =>
        new GroupBy<byte[]>(parent, columnIndex, Groups());

    /// <inheritdoc/>
    public override Dictionary<TKey, ICollection<long>> GroupColumnValues<TKey>(out HashSet<long> nullIndices)
    {
        if (Groups() is not Dictionary<TKey, ICollection<long>> groups)
        {
            throw new UserError(
                ErrorCodes.UnsupportedColumnOperation,
                $"The column `{Name}` holds bytes and cannot be grouped as {typeof(TKey).Name}.",
                "",
                "Use byte[] as the key's type.");
        }

        nullIndices = [.. NullIndices()];
        return groups;
    }

    /// <inheritdoc/>
    public override Dictionary<long, ICollection<long>> GetGroupedOccurrences(DataFrameColumn other, out HashSet<long> otherColumnNullIndices)
    {
        var theirs = AsBinary(other);
        var byValue = theirs.Groups();
        otherColumnNullIndices = [.. theirs.NullIndices()];
        return Enumerable.Range(0, _values.Count)
            .Where(row => _values[row] is { } value && byValue.ContainsKey(value))
            .ToDictionary(row => (long)row, row => byValue[_values[row]!]);
    }

    /// <inheritdoc/>
    protected override object? GetValue(long rowIndex) => this[rowIndex];

    /// <inheritdoc/>
    protected override IReadOnlyList<object?> GetValues(long startIndex, int length) =>
        _values.GetRange(checked((int)startIndex), Math.Min(length, _values.Count - (int)startIndex));

    /// <inheritdoc/>
    protected override void SetValue(long rowIndex, object? value)
    {
        var index = checked((int)rowIndex);
        var bytes = AsBytes(value);
        _nullCount += (bytes is null ? 1 : 0) - (_values[index] is null ? 1 : 0);
        _values[index] = bytes;
    }

    /// <inheritdoc/>
    protected override IEnumerator GetEnumeratorCore() => GetEnumerator();

    /// <inheritdoc/>
    protected override DataFrameColumn FillNullsImplementation(object value, bool inPlace)
    {
        var filling = AsBytes(value);
        var column = inPlace ? this : new BinaryDataFrameColumn(Name, (IEnumerable<byte[]?>)_values);
        for (var row = 0; row < column._values.Count; row++)
        {
            column._values[row] ??= filling;
        }

        column._nullCount = filling is null ? column._nullCount : 0;
        return column;
    }

    /// <inheritdoc/>
    protected override DataFrameColumn DropNullsImplementation() => new BinaryDataFrameColumn(Name, _values.Where(value => value is not null));

    /// <inheritdoc/>
    protected override DataFrameColumn CloneImplementation(long numberOfNullsToAppend)
    {
        var copy = new BinaryDataFrameColumn(Name, (IEnumerable<byte[]?>)_values);
        for (var i = 0L; i < numberOfNullsToAppend; i++)
        {
            copy.Add(null);
        }

        return copy;
    }

    /// <inheritdoc/>
    protected override DataFrameColumn CloneImplementation(DataFrameColumn? mapIndices, bool invertMapIndices, long numberOfNullsToAppend)
    {
        var rows = BinaryRowMap.Rows(mapIndices, _values.Count, invertMapIndices);
        var nulls = Enumerable.Repeat<byte[]?>(null, checked((int)numberOfNullsToAppend));
        return new BinaryDataFrameColumn(Name, rows.Select(row => row is { } index ? _values[(int)index] : null).Concat(nulls));
    }

    /// <inheritdoc/>
    protected override PrimitiveDataFrameColumn<long> GetSortIndices(bool ascending, bool putNullValuesLast)
    {
        var rows = Enumerable.Range(0, _values.Count).Where(row => _values[row] is not null);
        var sorted = ascending
            ? rows.OrderBy(row => _values[row]!, BinaryComparer.Instance)
            : rows.OrderByDescending(row => _values[row]!, BinaryComparer.Instance);
        var indices = sorted.Select(row => (long)row);
        return new Int64DataFrameColumn("SortIndices", putNullValuesLast ? indices.Concat(NullIndices()) : NullIndices().Concat(indices));
    }

    /// <inheritdoc/>
    protected override void Resize(long length)
    {
        while (_values.Count < length)
        {
            Add(null);
        }

        while (_values.Count > length)
        {
            _nullCount -= _values[^1] is null ? 1 : 0;
            _values.RemoveAt(_values.Count - 1);
        }

        Length = length;
    }

    private void Add(byte[]? value)
    {
        _values.Add(value);
        _nullCount += value is null ? 1 : 0;
        Length = _values.Count;
    }

    /// <summary>As elsewhere in frames, and unlike in SQL, NULL equals NULL.</summary>
    private static bool AreEqual(byte[]? x, byte[]? y) => x is null || y is null ? x == y : x.AsSpan().SequenceEqual(y);

    private BinaryDataFrameColumn AsBinary(DataFrameColumn other) => other as BinaryDataFrameColumn ?? throw new UserError(
        ErrorCodes.UnsupportedColumnOperation,
        $"The column `{Name}` holds bytes and `{other.Name}` does not.",
        "They can be neither compared nor merged.",
        "Use columns of one type.");

    private byte[]? AsBytes(object? value) => value is null or byte[]
        ? (byte[]?)value
        : throw new UserError(
            ErrorCodes.UnsupportedColumnOperation,
            $"The column `{Name}` holds bytes and cannot take a {value.GetType().Name}.",
            "",
            "Give it a byte array or null.");

    private Dictionary<byte[], ICollection<long>> Groups()
    {
        var groups = new Dictionary<byte[], ICollection<long>>(BinaryComparer.Instance);
        for (var row = 0; row < _values.Count; row++)
        {
            if (_values[row] is { } value)
            {
                if (!groups.TryGetValue(value, out var rows))
                {
                    groups.Add(value, rows = []);
                }

                rows.Add(row);
            }
        }

        return groups;
    }

    private IEnumerable<long> NullIndices() =>
        Enumerable.Range(0, _values.Count).Where(row => _values[row] is null).Select(row => (long)row);
}

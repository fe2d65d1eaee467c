namespace NotebookSqlAuth.Spark.Tests.Arrow;

/// <summary>Values at which types break.</summary>
internal static class EdgeValues
{
    private static readonly Dictionary<Type, object?[]> s_values = new()
    {
        [typeof(bool)] = [true, false, null],
        [typeof(sbyte)] = [sbyte.MinValue, (sbyte)-1, (sbyte)0, sbyte.MaxValue, null],
        [typeof(byte)] = [byte.MinValue, (byte)127, (byte)128, byte.MaxValue, null],
        [typeof(short)] = [short.MinValue, (short)0, short.MaxValue, null],
        [typeof(ushort)] = [ushort.MinValue, (ushort)32768, ushort.MaxValue, null],
        [typeof(int)] = [int.MinValue, 0, int.MaxValue, null],
        [typeof(uint)] = [uint.MinValue, 2147483648u, uint.MaxValue, null],
        [typeof(long)] = [long.MinValue, 0L, long.MaxValue, null],
        [typeof(ulong)] = [ulong.MinValue, 9223372036854775808ul, ulong.MaxValue, null],
        [typeof(float)] = [float.MinValue, -0f, float.Epsilon, float.NaN, float.PositiveInfinity, null],
        [typeof(double)] = [double.MinValue, -0d, double.Epsilon, double.NaN, double.NegativeInfinity, null],
        [typeof(decimal)] = [-99999999999999999999.999999m, 0m, 0.000000000000000001m, 1.50m, -1m, 99999999999999999999.12345678m, null],
        [typeof(DateTime)] = [DateTime.MinValue, DateTime.MaxValue, new DateTime(1969, 12, 31, 23, 59, 59).AddTicks(9_999_999), new DateTime(2000, 2, 29), new DateTime(1600, 2, 29, 1, 2, 3, 4), null],
        [typeof(DateTimeOffset)] =
        [
            new DateTimeOffset(DateTime.MinValue, TimeSpan.Zero),
            new DateTimeOffset(DateTime.MaxValue, TimeSpan.Zero),
            new DateTimeOffset(2024, 2, 29, 12, 0, 0, TimeSpan.FromHours(14)),
            new DateTimeOffset(2024, 2, 29, 12, 0, 0, TimeSpan.FromMinutes(-839)),
            null,
        ],
        [typeof(DateOnly)] = [DateOnly.MinValue, DateOnly.MaxValue, new DateOnly(1970, 1, 1), new DateOnly(1900, 2, 28), null],
        [typeof(TimeSpan)] = [TimeSpan.Zero, TimeSpan.FromTicks(1), new TimeSpan(23, 59, 59).Add(TimeSpan.FromTicks(9_999_999)), null],
        [typeof(Guid)] = [Guid.Empty, Guid.Parse("aabbccdd-eeff-0011-2233-445566778899"), null],
        [typeof(char)] = ['a', '\0', 'ß', '\uFFFD', null],
        [typeof(string)] = ["", " ", "naïve 北京 🜁", "\0", new string('x', 70_000), new string('é', 40_000), null],
        [typeof(byte[])] = [Array.Empty<byte>(), new byte[] { 0 }, Enumerable.Range(0, 70_000).Select(i => (byte)i).ToArray(), null],
    };

    /// <summary>How many rows show every value.</summary>
    internal static int Rows { get; } = s_values.Values.Max(values => values.Length);

    internal static object? Of(Type type, int row) => s_values[type][row % s_values[type].Length];
}

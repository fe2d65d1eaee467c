using System.Globalization;
using Google.Protobuf;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Arrow.Values;
using NotebookSqlAuth.Spark.Connect.Protocol;

namespace NotebookSqlAuth.Spark.Connect;

/// <summary>C# values as arguments of Spark SQL.</summary>
internal static class Literals
{
    /// <summary>The literal of each argument.</summary>
    /// <exception cref="UserError">A value of a type that Spark has no literal for.</exception>
    internal static IEnumerable<KeyValuePair<string, Literal>> Of(IReadOnlyDictionary<string, object?>? arguments) =>
        (arguments ?? new Dictionary<string, object?>()).Select(argument => KeyValuePair.Create(argument.Key, Of(argument.Key, argument.Value)));

    /// <summary>Those values that an error could repeat word for word.</summary>
    internal static IReadOnlyCollection<string> Texts(IReadOnlyDictionary<string, object?>? arguments) =>
        HiddenValues.Of((arguments ?? new Dictionary<string, object?>()).Values.Select(value =>
            value is Guid id ? Text(id) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));

    private static Literal Of(string name, object? value) => value switch
    {
        null or DBNull => new Literal { Null = new DataType { Null = new DataType.Types.Plain() } },
        bool v => new Literal { Boolean = v },
        sbyte v => new Literal { Byte = v },
        byte v => new Literal { Short = v },
        short v => new Literal { Short = v },
        ushort v => new Literal { Integer = v },
        int v => new Literal { Integer = v },
        uint v => new Literal { Long = v },
        long v => new Literal { Long = v },
        ulong v => new Literal { Decimal = Of(v) },
        float v => new Literal { Float = v },
        double v => new Literal { Double = v },
        decimal v => new Literal { Decimal = Of(v) },
        string v => new Literal { String = v },
        char v => new Literal { String = v.ToString() },
        Guid v => new Literal { String = Text(v) },
        byte[] v => new Literal { Binary = ByteString.CopyFrom(v) },
        DateOnly v => new Literal { Date = v.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber },
        DateTime { Kind: DateTimeKind.Unspecified } v => new Literal { TimestampNtz = Microseconds(v - DateTime.UnixEpoch) },
        DateTime v => new Literal { Timestamp = Microseconds(new TimeSpan(Instant.TicksOf(v)) - (DateTime.UnixEpoch - DateTime.MinValue)) },
        DateTimeOffset v => new Literal { Timestamp = Microseconds(v.UtcDateTime - DateTime.UnixEpoch) },
        TimeSpan v => new Literal { DayTimeInterval = Microseconds(v) },
        _ => throw new UserError(
            ErrorCodes.SparkArgumentType,
            $"The argument {name} is of the type {value.GetType().Name}, which Spark SQL takes no values of.",
            "",
            "Put its value into a bool, a number, a string, a Guid, a byte[], a DateTime, DateOnly, DateTimeOffset or TimeSpan."),
    };

    /// <summary>As every hand-over writes a uniqueidentifier: see the type table.</summary>
    private static string Text(Guid id) => id.ToString("D").ToUpperInvariant();

    /// <summary>Spark's times hold whole microseconds; what is finer is cut towards the past, as its own casts do.</summary>
    private static long Microseconds(TimeSpan time) => (long)Math.Floor(time.Ticks / (decimal)TimeSpan.TicksPerMicrosecond);

    private static Literal.Types.Decimal Of(decimal value)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        return new Literal.Types.Decimal
        {
            Value = text,
            Scale = value.Scale,
            // Zeros before the first digit are none of the number's digits: 0.05 is a decimal(2,2).
            Precision = Math.Max(text.TrimStart('-', '0', '.').Count(char.IsAsciiDigit), Math.Max((int)value.Scale, 1)),
        };
    }
}

using System.Reflection;
using System.Runtime.CompilerServices;

namespace NotebookSqlAuth.Kernel.Execution.Values;

/// <summary>What an object shows of itself: its public properties and fields.</summary>
internal static class ValueMembers
{
    /// <summary>How many are shown of one object.</summary>
    public const int MaxMembers = 40;

    private const BindingFlags PublicOfInstance = BindingFlags.Public | BindingFlags.Instance;

    /// <summary>Whether an object of this type is shown by its members. Else its text says more.</summary>
    // The framework's own objects are left alone: reading a property may wait (Task.Result), start something (Lazy.Value), or lead
    // from one to thousands more (Type, Thread). Pairs and tuples are their members.
    public static bool Shows(Type type) =>
        IsPair(type) || typeof(ITuple).IsAssignableFrom(type) || (!IsOfFramework(type) && !IsText(type) && Readers(type).Any());

    /// <summary>An object's members in the order of their declaration. One that throws has the exception for its value.</summary>
    public static IReadOnlyList<(string Name, object? Value)> Of(object value) =>
        [.. Readers(value.GetType()).Take(MaxMembers).Select(reader => (reader.Name, Read(reader, value)))];

    /// <summary>Whether an exception came from the value's own code, and is no more than a flaw in what is shown. A stop is not.</summary>
    public static bool IsTheValues(Exception error) =>
        error is not (ThreadInterruptedException or OperationCanceledException { CancellationToken.IsCancellationRequested: true });

    private static bool IsPair(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);

    private static bool IsOfFramework(Type type) =>
        type.Namespace is { } name && (name == "System" || name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal));

    private static bool IsText(Type type) =>
        type.IsPrimitive || type.IsEnum || type.IsPointer || typeof(Delegate).IsAssignableFrom(type)
        || typeof(IFormattable).IsAssignableFrom(type) || typeof(Exception).IsAssignableFrom(type) || typeof(Task).IsAssignableFrom(type);

    private static IEnumerable<MemberInfo> Readers(Type type) => type.GetMembers(PublicOfInstance).Where(member => member switch
    {
        PropertyInfo property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0
            && !property.PropertyType.IsByRefLike && !property.PropertyType.IsPointer && !property.PropertyType.IsByRef,
        FieldInfo field => !field.FieldType.IsPointer,
        _ => false,
    }).DistinctBy(member => member.Name);

    private static object? Read(MemberInfo member, object value)
    {
        try
        {
            return member is PropertyInfo property ? property.GetValue(value) : ((FieldInfo)member).GetValue(value);
        }
        catch (TargetInvocationException error) when (error.InnerException is { } cause && IsTheValues(cause))
        {
            return new Thrown(cause.GetType().Name);
        }
        catch (TargetInvocationException error)
        {
            throw error.InnerException!;
        }
    }

    /// <summary>Stands for the value of a member that throws.</summary>
    private sealed record Thrown(string TypeName) : IFormattable
    {
        public string ToString(string? format, IFormatProvider? formatProvider) => $"(throws {TypeName})";

        public override string ToString() => ToString(null, null);
    }
}

using System.Reflection;

namespace NotebookSqlAuth.Kernel.Execution.Submissions;

/// <summary>A variable that a cell declared: a field of what the cell compiled to.</summary>
internal sealed class CSharpVariable
{
    private readonly object _submission;
    private readonly FieldInfo _field;

    private CSharpVariable(object submission, FieldInfo field) => (_submission, _field) = (submission, field);

    /// <summary>Its name.</summary>
    public string Name => _field.Name;

    /// <summary>Its declared type.</summary>
    public Type Type => _field.FieldType;

    /// <summary>Whether it cannot be assigned.</summary>
    public bool IsReadOnly => _field.IsInitOnly || _field.IsLiteral;

    /// <summary>Its value now.</summary>
    public object? Value
    {
        get => _field.GetValue(_submission);
        set => _field.SetValue(_submission, value);
    }

    /// <summary>A submission's variables in their order.</summary>
    // The compiler's own fields have names that C# cannot write.
    public static IEnumerable<CSharpVariable> Of(object submission) =>
        submission.GetType().GetFields(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(field => !field.Name.StartsWith('<'))
            .Select(field => new CSharpVariable(submission, field));
}

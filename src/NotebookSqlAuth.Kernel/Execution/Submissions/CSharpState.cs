using Microsoft.CodeAnalysis.CSharp;

namespace NotebookSqlAuth.Kernel.Execution.Submissions;

/// <summary>The notebook's C# as a finished cell left it: its declarations, and the objects that hold its variables. Immutable; the variables live on.</summary>
/// <param name="Compilation">The last submission, with all earlier ones before it.</param>
/// <param name="Submissions">The submissions' objects in the order they ran.</param>
internal sealed record CSharpState(CSharpCompilation Compilation, IReadOnlyList<object> Submissions)
{
    /// <summary>What a cell can name now, the latest declared first. A name that was declared again is there once.</summary>
    public IEnumerable<CSharpVariable> Variables =>
        Submissions.Reverse().SelectMany(CSharpVariable.Of).DistinctBy(variable => variable.Name, StringComparer.Ordinal);

    /// <summary>A variable as the next cell would see it; null where there is none of that name.</summary>
    public CSharpVariable? GetVariable(string name) => Variables.FirstOrDefault(variable => variable.Name == name);
}

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Text;
using NotebookSqlAuth.Kernel.Language;

namespace NotebookSqlAuth.Kernel.Execution.Submissions;

/// <summary>Makes the notebook's submissions, each behind all that have run. Thread-safe.</summary>
/// <remarks>
/// Not Roslyn's Script class, which it takes the first one and all options from: that makes a submission only when its code is
/// there, and relating two hundred assemblies to each other is what a short cell then waits for. Here it was done before.
/// </remarks>
internal sealed class SubmissionChain
{
    private static readonly SyntaxTree s_nothing = SyntaxFactory.ParseSyntaxTree("", CSharpCompleteness.Script);

    private readonly Lock _lock = new();
    private CSharpCompilation? _prepared;
    private CSharpCompilation? _awaited;
    private int _count;

    /// <summary>The first submission.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="options">What holds for it and for all that follow: resolvers of paths, whether it can be debugged; references and imports are inherited.</param>
    public static CSharpCompilation First(string code, ScriptOptions options) => (CSharpCompilation)CSharpScript.Create<object>(code, options).GetCompilation();

    /// <summary>A submission.</summary>
    /// <param name="previous">What stands before it.</param>
    /// <param name="code">Its code.</param>
    /// <param name="path">What it is called in stack frames.</param>
    /// <param name="references">What it can name besides what the earlier ones could. Given again, each would be resolved again.</param>
    public CSharpCompilation Next(CSharpCompilation previous, string code, string path, ImmutableList<MetadataReference> references)
    {
        var tree = SyntaxFactory.ParseSyntaxTree(SourceText.From(code, Encoding.UTF8), CSharpCompleteness.Script, path);
        lock (_lock)
        {
            var behind = references.IsEmpty && IsBehind(_prepared, previous) ? _prepared : Behind(previous, references);
            // Its name is taken now, whatever comes of it.
            (_prepared, _awaited) = (null, null);
            return behind.ReplaceSyntaxTree(s_nothing, tree);
        }
    }

    /// <summary>Does in the background what the next submission would begin with. Returns at once.</summary>
    /// <param name="previous">What will stand before it.</param>
    public void Prepare(CSharpCompilation previous)
    {
        lock (_lock)
        {
            _awaited = previous;
        }

        _ = Task.Run(PrepareAwaited);
    }

    private static bool IsBehind([NotNullWhen(true)] CSharpCompilation? compilation, CSharpCompilation previous) =>
        compilation?.ScriptCompilationInfo!.PreviousScriptCompilation == previous;

    private void PrepareAwaited()
    {
        lock (_lock)
        {
            if (_awaited is { } previous && !IsBehind(_prepared, previous))
            {
                _prepared = Behind(previous, []);
                // Asking for it is what relates the assemblies; a compilation that differs in its code alone inherits that.
                _ = _prepared.Assembly;
            }
        }
    }

    private CSharpCompilation Behind(CSharpCompilation previous, IEnumerable<MetadataReference> references)
    {
        _count++;
        return CSharpCompilation.CreateScriptCompilation(
            string.Create(CultureInfo.InvariantCulture, $"cells-{_count}"),
            s_nothing,
            references,
            previous.Options.WithUsings().WithScriptClassName(string.Create(CultureInfo.InvariantCulture, $"Submission#{_count}")),
            previous,
            typeof(object));
    }
}

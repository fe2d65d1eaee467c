using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;
using NotebookSqlAuth.Kernel.Execution.Packages;
using NotebookSqlAuth.Kernel.Language;

namespace NotebookSqlAuth.Kernel.Execution;

/// <summary>The notebook's C#: a chain of Roslyn submissions, each seeing what the earlier ones declared.</summary>
/// <remarks>One cell at a time; the notebook's order is the caller's business.</remarks>
internal sealed class CSharpCells : IDisposable
{
    /// <summary>What a cell's file name starts with in stack frames; its execution count follows.</summary>
    public const string FilePrefix = "cell ";

    // Everyday C#, so that the just-in-time compiler has met Roslyn's usual paths before the first cell comes.
    private const string WarmUp =
        "await Task.CompletedTask; string.Join(\", \", Enumerable.Range(0, 2).Select(number => $\"{number:N0}\").ToList());";

    // .NET Interactive's own list, and System.IO. Later submissions inherit them; importing again would make each function
    // of CellFunctions ambiguous with itself, once a package changes what its assembly's references resolve to.
    private static readonly string[] Imports =
    [
        "System", "System.IO", "System.Text", "System.Collections", "System.Collections.Generic",
        "System.Threading.Tasks", "System.Linq", typeof(CellFunctions).FullName!,
    ];

    private readonly HashSet<string> _referenced = new(StringComparer.Ordinal);
    private readonly InteractiveAssemblyLoader _loader = new();
    private readonly Task<ScriptState<object>> _started;
    private ScriptOptions _options;
    private volatile ScriptState<object>? _state;

    /// <summary>Starts compiling in the background.</summary>
    /// <param name="folder">What relative paths of <c>#r</c> start from.</param>
    public CSharpCells(string folder)
    {
        _options = ScriptOptions.Default
            .WithMetadataResolver(ScriptMetadataResolver.Default.WithBaseDirectory(folder))
            .WithSourceResolver(ScriptSourceResolver.Default.WithBaseDirectory(folder))
            .WithReferences(CarriedAssemblies.ForEveryCell.Select(Reference))
            .WithLanguageVersion(LanguageVersion.Latest)
            .WithEmitDebugInformation(true)
            .WithFileEncoding(System.Text.Encoding.UTF8);
        var first = _options.WithImports(Imports);
        _started = Task.Run(() => CSharpScript.Create<object>(WarmUp, first, assemblyLoader: _loader).RunAsync());
    }

    /// <summary>Lets the cells that follow compile against more assemblies.</summary>
    public void AddReferences(IEnumerable<string> paths) =>
        _options = _options.AddReferences(paths.Where(_referenced.Add).Select(Reference));

    /// <summary>Compiles and runs code; an exception of the code is in the outcome, not thrown.</summary>
    /// <exception cref="OperationCanceledException">The token fired before the code ran.</exception>
    public async Task<CSharpOutcome> RunAsync(CSharpPart part, int executionCount, CancellationToken cancellationToken)
    {
        var before = await StateAsync();
        // Blank lines in front keep the compiler's line numbers those of the cell.
        var code = new string('\n', part.FirstLine - 1) + part.Code;
        var script = before.Script.ContinueWith<object>(code, _options.WithFilePath(FilePrefix + executionCount));
        var diagnostics = script.Compile(cancellationToken);
        if (diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
        {
            return new CSharpOutcome(CellErrors.Of(diagnostics), HasValue: false, null);
        }

        _state = await script.RunFromAsync(before, catchException: _ => true, cancellationToken);
        return _state.Exception is { } exception
            ? new CSharpOutcome(CellErrors.Of(exception), HasValue: false, null)
            : new CSharpOutcome(null, EndsInValue(script.GetCompilation()), _state.ReturnValue);
    }

    /// <summary>The state as the last finished cell left it: waits for the compiler's start at most, never for a cell. Thread-safe.</summary>
    public async Task<ScriptState<object>> StateAsync() => _state ?? await _started;

    /// <summary>Reads a variable as it is now; null where the cells declared none of that name.</summary>
    public async Task<CellVariable?> FindVariableAsync(string name) =>
        (await StateAsync()).GetVariable(name) is { } variable ? new CellVariable(name, variable.Value) : null;

    /// <summary>Sets a variable, typed as the value's own type where cells can name that.</summary>
    public async Task SetVariableAsync(string name, object value, CancellationToken cancellationToken)
    {
        var state = await StateAsync();
        if (state.GetVariable(name) is not { IsReadOnly: false } variable || variable.Type != value.GetType())
        {
            var declaration = $"{CSharpTypeName.Of(value.GetType())} @{name} = default!;";
            _state = await state.ContinueWithAsync<object>(declaration, _options, cancellationToken);
            variable = _state.GetVariable(name);
        }

        variable.Value = value;
    }

    /// <inheritdoc/>
    public void Dispose() => _loader.Dispose();

    private static bool EndsInValue(Compilation compilation)
    {
        var tree = compilation.SyntaxTrees.Single();
        return ((CompilationUnitSyntax)tree.GetRoot()).Members is
                [.., GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last }]
            && compilation.GetSemanticModel(tree).GetTypeInfo(last.Expression).Type is { SpecialType: not SpecialType.System_Void };
    }

    // Without a file path: Roslyn's loader would otherwise load what the compiler reads, which may be a reference assembly.
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The compiler reads it as long as cells come.")]
    private static PortableExecutableReference Reference(string path) =>
        AssemblyMetadata.CreateFromFile(path).GetReference(XmlDocumentation.Of(path), display: path);
}

/// <summary>How a stretch of C# ended.</summary>
/// <param name="Error">What went wrong; else null.</param>
/// <param name="HasValue">Whether the code ended in an expression.</param>
/// <param name="Value">That expression's value.</param>
internal sealed record CSharpOutcome(CellError? Error, bool HasValue, object? Value);

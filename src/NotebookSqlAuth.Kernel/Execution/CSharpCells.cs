using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Kernel.Execution.Packages;
using NotebookSqlAuth.Kernel.Execution.Submissions;
using NotebookSqlAuth.Kernel.Execution.Threads;
using NotebookSqlAuth.Kernel.Language;

namespace NotebookSqlAuth.Kernel.Execution;

/// <summary>The notebook's C#: a chain of Roslyn submissions, each seeing what the earlier ones declared.</summary>
/// <remarks>One cell at a time; the notebook's order is the caller's business.</remarks>
internal sealed class CSharpCells
{
    /// <summary>What a cell's file name starts with in stack frames; its execution count follows.</summary>
    public const string FilePrefix = "cell ";

    // Everyday C#, so that the just-in-time compiler has met Roslyn's usual paths before the first cell comes.
    private const string WarmUp =
        "await Task.CompletedTask; string.Join(\", \", Enumerable.Range(0, 2).Select(number => $\"{number:N0}\").ToList());";

    // Polyglot Notebooks' own list, and System.IO. Later submissions inherit them; importing again would make each function
    // of CellFunctions ambiguous with itself, once a package changes what its assembly's references resolve to.
    private static readonly string[] Imports =
    [
        "System", "System.IO", "System.Text", "System.Collections", "System.Collections.Generic",
        "System.Threading.Tasks", "System.Linq", "Microsoft.DotNet.Interactive", typeof(Microsoft.DotNet.Interactive.Kernel).FullName!,
        typeof(CellFunctions).FullName!,
    ];

    // The just-in-time compiler optimizes a method that was called 30 times, counted from when nothing new has come for a tenth of a second.
    private const int PracticeRounds = 40;
    private const int RoundsBeforeCounting = 2;
    private static readonly TimeSpan BeforeCounting = TimeSpan.FromMilliseconds(200);

    private readonly HashSet<string> _referenced = new(StringComparer.Ordinal);
    private readonly SubmissionLoadContext _context = new();
    private readonly SubmissionChain _chain = new();
    private readonly Task<CSharpState> _started;
    private readonly SourceReferenceResolver _loading;

    // A submission inherits its predecessor's references; given again, each is resolved again, some milliseconds a cell.
    private ImmutableList<MetadataReference> _newReferences = [];
    private volatile CSharpState? _state;
    private int _practised;

    /// <summary>Starts compiling in the background.</summary>
    /// <param name="folder">What relative paths of <c>#r</c> start from.</param>
    public CSharpCells(string folder)
    {
        _loading = ScriptSourceResolver.Default.WithBaseDirectory(folder);
        var options = ScriptOptions.Default
            .WithMetadataResolver(ScriptMetadataResolver.Default.WithBaseDirectory(folder))
            .WithSourceResolver(_loading)
            .WithLanguageVersion(LanguageVersion.Latest)
            .WithEmitDebugInformation(true)
            .WithFileEncoding(System.Text.Encoding.UTF8)
            .WithImports(Imports)
            .WithReferences(CarriedAssemblies.ForEveryCell.Select(Reference));
        _started = Task.Run(() => StartAsync(options));
    }

    /// <summary>Lets the cells that follow compile against more assemblies.</summary>
    public void AddReferences(IEnumerable<string> paths) =>
        _newReferences = _newReferences.AddRange(paths.Where(_referenced.Add).Select(Reference));

    /// <summary>Compiles code and runs it; an exception of the code is in the outcome, not thrown.</summary>
    /// <param name="part">The code.</param>
    /// <param name="executionCount">The number it goes by in stack frames.</param>
    /// <param name="threads">What it runs on.</param>
    /// <param name="cancellationToken">Stops the compiler. The code itself ends with its threads.</param>
    /// <exception cref="UserError">The code met one of ours, which has a card.</exception>
    /// <exception cref="OperationCanceledException">The token fired before the code ran, or the threads were closed.</exception>
    public async Task<CSharpOutcome> RunAsync(
        CSharpPart part, int executionCount, CellThreads threads, CancellationToken cancellationToken)
    {
        // Blank lines in front keep the compiler's line numbers those of the cell.
        var code = new string('\n', part.FirstLine - 1) + part.Code;
        return await RunAsync(code, executionCount, file: null, [], threads, cancellationToken);
    }

    /// <summary>Runs a cell's code, or that of a file which it loads.</summary>
    private async Task<CSharpOutcome> RunAsync(
        string text, int executionCount, string? file, HashSet<string> loaded, CellThreads threads, CancellationToken cancellationToken)
    {
        if (CSharpNesting.IsTooDeepToRun(text))
        {
            // In the compiler's own words for it, which its parser does not live to say.
            const string TooDeep = "CS8078: An expression is too long or complex to compile";
            return new CSharpOutcome(new CellError("CompilationError", TooDeep, [TooDeep]), HasValue: false, null);
        }

        var (code, files) = LoadDirectives.Of(text);
        foreach (var named in files)
        {
            var path = _loading.ResolveReference(named, file)
                ?? throw new UserError(ErrorCodes.LoadedFileNotFound, $"There is no file `{named}` to load.", $"`#load` looks in {(file is null ? "the notebook's folder" : "the folder of the file that has it")}.", "Correct its path.");

            // As the compiler does: each file once, also where files load each other.
            if (loaded.Add(path)
                && await RunAsync(await File.ReadAllTextAsync(path, cancellationToken), executionCount, path, loaded, threads, cancellationToken) is { Error: not null } failed)
            {
                return failed;
            }
        }

        var name = file is null ? "" : $" ({Path.GetFileName(file)})";
        var (submission, errors) = Compile(await StateAsync(), code, FilePrefix + executionCount + name, cancellationToken);
        if (submission is null)
        {
            return new CSharpOutcome(CellErrors.Of(errors, file is null ? null : Path.GetFileName(file)), HasValue: false, null);
        }

        try
        {
            var value = await threads.RunAsync(submission.RunAsync);
            return new CSharpOutcome(null, submission.EndsIn(value), value);
        }
        catch (Exception exception) when (exception is not UserError
            && (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested))
        {
            return new CSharpOutcome(CellErrors.Of(exception), HasValue: false, null);
        }
        finally
        {
            // However it ended: what it declared and assigned until then is there.
            Keep(submission);
        }
    }

    /// <summary>The state as the last finished cell left it: waits for the compiler's start at most, never for a cell. Thread-safe.</summary>
    public async Task<CSharpState> StateAsync() => _state ?? await _started;

    /// <summary>Compiles everyday code until the just-in-time compiler has made the best of the compiler; does nothing once it has. One call at a time.</summary>
    /// <param name="mayGoOn">Asked every few milliseconds: whether nothing else wants the machine.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task PractiseAsync(Func<bool> mayGoOn, CancellationToken cancellationToken)
    {
        var started = await _started.WaitAsync(cancellationToken);
        var chain = new SubmissionChain();
        for (; _practised < PracticeRounds && mayGoOn(); _practised++)
        {
            CSharpSubmission.Practise(chain.Next(started.Compilation, WarmUp, path: "", []), cancellationToken);
            if (_practised == RoundsBeforeCounting)
            {
                await Task.Delay(BeforeCounting, cancellationToken);
            }
        }
    }

    /// <summary>The variables as they are now, each name once. Thread-safe.</summary>
    public async Task<IReadOnlyList<CellVariable>> VariablesAsync()
    {
        var state = await StateAsync();
        return [.. state.Variables.Reverse().DistinctBy(variable => variable.Name).Select(variable => new CellVariable(variable.Name, variable.Value))];
    }

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
            var (submission, errors) = Compile(state, declaration, path: "", cancellationToken);
            if (submission is null)
            {
                throw new InvalidOperationException(CellErrors.Of(errors).Message);
            }

            await submission.RunAsync();
            variable = Keep(submission).GetVariable(name)!;
        }

        variable.Value = value;
    }

    private async Task<CSharpState> StartAsync(ScriptOptions options)
    {
        var (submission, _) = CSharpSubmission.Compile(SubmissionChain.First(WarmUp, options), [], _context, CancellationToken.None);
        await submission!.RunAsync();
        _chain.Prepare(submission.Compilation);
        return new CSharpState(submission.Compilation, [submission.Instance!]);
    }

    private (CSharpSubmission? Submission, ImmutableArray<Diagnostic> Errors) Compile(
        CSharpState before, string code, string path, CancellationToken cancellationToken) => CSharpSubmission.Compile(
            _chain.Next(before.Compilation, code, path, _newReferences), before.Submissions, _context, cancellationToken);

    // A submission whose object was not even made would be a hole in the chain; the cell then did nothing.
    private CSharpState Keep(CSharpSubmission submission)
    {
        var state = _state ?? _started.Result;
        if (submission is { Instance: not null } or { HasCode: false })
        {
            _newReferences = _newReferences.RemoveRange(submission.Compilation.ExternalReferences);
        }

        state = submission switch
        {
            { Instance: { } instance } => new CSharpState(submission.Compilation, [.. state.Submissions, instance]),
            { HasCode: false } => state with { Compilation = submission.Compilation },
            _ => state,
        };
        _chain.Prepare(state.Compilation);
        return _state = state;
    }

    // Without a file path: what has one was named by a cell's `#r`, and is loaded from there.
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The compiler reads it as long as cells come.")]
    private static PortableExecutableReference Reference(string path) =>
        AssemblyMetadata.CreateFromFile(path).GetReference(XmlDocumentation.Of(path), display: path);
}

/// <summary>How a stretch of C# ended.</summary>
/// <param name="Error">What went wrong; else null.</param>
/// <param name="HasValue">Whether the code ended in an expression.</param>
/// <param name="Value">That expression's value.</param>
internal sealed record CSharpOutcome(CellError? Error, bool HasValue, object? Value);

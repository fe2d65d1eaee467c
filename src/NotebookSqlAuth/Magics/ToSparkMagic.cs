using Microsoft.Data.Analysis;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark;

namespace NotebookSqlAuth.Magics;

/// <summary>Hands a DataFrame of the notebook to Spark.</summary>
public sealed class ToSparkMagic : Magic
{
    private const string FrameOption = "--frame";
    private const string NameOption = "--name";

    /// <inheritdoc/>
    public override string Name => "#!to-spark";

    /// <inheritdoc/>
    public override string Description => "Makes a Spark temp view of a DataFrame, and a C# variable that is its Spark DataFrame.";

    /// <inheritdoc/>
    public override IReadOnlyList<MagicOption> Options { get; } =
    [
        new(FrameOption, "The C# variable that holds the DataFrame.") { ValueName = "VARIABLE", Required = true, Value = MagicValueKind.Frame },
        new(NameOption, "What the temp view and its C# variable are called.") { ValueName = "VIEW", Required = true },
        SparkQuery.SessionChoice,
        SparkQuery.OffsetFlag,
        SparkQuery.VolumeChoice,
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["#!to-spark --frame df --name orders"];

    /// <inheritdoc/>
    protected internal override async Task RunAsync(MagicCall call, NotebookSession session, ICellContext cell)
    {
        var name = CSharpIdentifier.Check(call[FrameOption]!);
        var view = SparkViewName.Check(NameOption, call[NameOption]!);
        if (name == view)
        {
            throw SparkError.SameName(view);
        }

        var frame = await FindFrameAsync(name, cell);
        var query = new SparkQuery(view, call[SparkQuery.OnOption], call.Has(SparkQuery.KeepOffsetFlag), call[SparkQuery.VolumeOption], Executors: null);
        var target = await query.FindTargetAsync(session, cell);
        await FrameHandOver.RunAsync(frame, view, target, query.KeepOffset, cell);
    }

    private static async Task<DataFrame> FindFrameAsync(string name, ICellContext cell)
    {
        var variable = await cell.FindVariableAsync(name, cell.Cancellation);
        return variable?.Value as DataFrame ?? throw new UserError(
            ErrorCodes.NotAFrame,
            variable is null ? $"There is no {cell.Language} variable `{name}`." : $"The {cell.Language} variable `{name}` holds no DataFrame.",
            variable?.Value is { } value ? $"It is a `{value.GetType().Name}`." : "",
            $"Name a variable that holds a Microsoft.Data.Analysis DataFrame, e.g. one that `#!sql-query --name {name}` sets.");
    }
}

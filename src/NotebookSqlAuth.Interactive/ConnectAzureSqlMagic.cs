using System.Text.RegularExpressions;
using Microsoft.DotNet.Interactive;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Magics;

namespace NotebookSqlAuth.Interactive;

/// <summary>The words of <c>#!connect azure-sql</c>: those of <c>#!sql-connect</c>, but that its kernel is named in place of the connection.</summary>
internal sealed partial class ConnectAzureSqlMagic(Kernel root) : Magic
{
    /// <summary>The platform's own option.</summary>
    public const string KernelNameOption = "--kernel-name";

    /// <summary>What names the connection.</summary>
    public const string NameOption = "--name";

    // The platform's prefix for SQL kernels.
    private const string Prefix = "sql-";

    /// <summary>The magic that does the work.</summary>
    public SqlConnectMagic Connect { get; } = new();

    public override string Name => "#!connect azure-sql";

    public override string Description => "Connects to an Azure SQL database as the signed-in account; its kernel is #!sql-NAME.";

    public override IReadOnlyList<MagicOption> Options =>
    [
        new(KernelNameOption, "What cells call its kernel: `sales` gives `#!sql-sales`.") { ValueName = "NAME", Required = true },
        .. Connect.Options.Where(option => option.Name != NameOption),
    ];

    public override IReadOnlyList<string> Examples =>
        ["#!connect azure-sql --kernel-name sales --server srv --database sales", "#!sql-sales --name orders\nSELECT TOP 10 * FROM Sales.Orders"];

    /// <summary>What the kernel and its connection are called.</summary>
    public static string KernelNameOf(MagicCall call) => Prefix + call[KernelNameOption];

    /// <summary>Refuses a name that a kernel cannot have.</summary>
    protected override Task RunAsync(MagicCall call, NotebookSession session, ICellContext cell)
    {
        var name = KernelNameOf(call);
        // Cells may differ in the case of their kernels' names; the platform's notebook files may not.
        var word = "#!" + name;
        var isTaken = root.KernelInfo.SupportedDirectives.Any(directive => directive.Name.Equals(word, StringComparison.OrdinalIgnoreCase))
            && (MagicSet.Find(word) is not null || root.FindKernelByName(name) is not BodyMagicKernel);
        return KernelNamePattern().IsMatch(name) && !isTaken
            ? Task.CompletedTask
            : throw new UserError(
                ErrorCodes.KernelNameTaken,
                $"There cannot be a kernel `{name}`.",
                "The notebook has another of that name, or it holds more than letters, digits, `-` and `_`.",
                $"Give `{KernelNameOption}` another name.");
    }

    // What may follow `#!` in a cell.
    [GeneratedRegex("^[A-Za-z0-9_-]+$")]
    private static partial Regex KernelNamePattern();
}

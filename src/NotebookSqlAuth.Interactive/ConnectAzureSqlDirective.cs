using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Connection;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Interactive.Commands;
using NotebookSqlAuth.Magics;

namespace NotebookSqlAuth.Interactive;

/// <summary>The platform's own way to say it: <c>#!connect azure-sql --kernel-name sales --server srv --database sales</c> gives <c>#!sql-sales</c>.</summary>
internal sealed partial class ConnectAzureSqlDirective : ConnectKernelDirective<NotebookSqlAuthConnectCommand>
{
    private const string NameOption = "--name";

    // The platform's prefix for SQL kernels.
    private const string Prefix = "sql-";

    private readonly SqlConnectMagic connect = new();
    private readonly SqlQueryMagic query = new();
    private readonly Kernel root;
    private readonly MagicRunner runner;

    public ConnectAzureSqlDirective(Kernel root, MagicRunner runner)
        : base("azure-sql", "Connects to an Azure SQL database as the signed-in account; its kernel is #!sql-NAME.")
    {
        this.root = root;
        this.runner = runner;
        MagicWords.Declare(connect, [.. connect.Options.Where(option => option.Name != NameOption)], Parameters, runner.Values);
    }

    /// <summary>Opens the connection, and makes its kernel unless there is one: connecting again puts a new connection in the place of the old.</summary>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The root kernel disposes the kernels added to it.")]
    public override async Task<IEnumerable<Kernel>> ConnectKernelsAsync(NotebookSqlAuthConnectCommand connectCommand, KernelInvocationContext context)
    {
        var name = Prefix + connectCommand.ConnectedKernelName;
        var body = new BodyMagic(query, name);
        var existing = root.FindKernelByName(name);
        if (!KernelNamePattern().IsMatch(name) || MagicSet.Find(body.Word) is not null || existing is not (null or BodyMagicKernel))
        {
            context.Fail(context.Command, message: Refusal(connectCommand.ConnectedKernelName).Message);
            return [];
        }

        var call = MagicWords.With(MagicWords.Read(connect, connectCommand), NameOption, name);
        var isOpen = await runner.RunAsync(connect, call, connectCommand, context) && !call.Has(MagicCall.HelpFlag);
        return isOpen && existing is null ? [new BodyMagicKernel(body, runner)] : [];
    }

    private static UserError Refusal(string name) => new(
        ErrorCodes.KernelNameTaken,
        $"There cannot be a kernel `{Prefix}{name}`.",
        "The notebook has another of that name, or it holds more than letters, digits, `-` and `_`.",
        "Give `--kernel-name` another name.");

    // What may follow `#!` in a cell.
    [GeneratedRegex("^[A-Za-z0-9_-]+$")]
    private static partial Regex KernelNamePattern();
}

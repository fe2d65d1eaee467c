using System.Diagnostics.CodeAnalysis;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Connection;
using Microsoft.DotNet.Interactive.Directives;
using NotebookSqlAuth.Interactive.Commands;
using NotebookSqlAuth.Magics;

namespace NotebookSqlAuth.Interactive;

/// <summary>The platform's own way to say it: <c>#!connect azure-sql --kernel-name sales --server srv --database sales</c> gives <c>#!sql-sales</c>.</summary>
internal sealed class ConnectAzureSqlDirective : ConnectKernelDirective<NotebookSqlAuthConnectCommand>
{
    private readonly ConnectAzureSqlMagic line;
    private readonly Kernel root;
    private readonly MagicRunner runner;

    public ConnectAzureSqlDirective(Kernel root, MagicRunner runner)
        : this(root, runner, new ConnectAzureSqlMagic(root))
    {
    }

    private ConnectAzureSqlDirective(Kernel root, MagicRunner runner, ConnectAzureSqlMagic line)
        : base(line.Name.Split(' ')[1], line.Description)
    {
        (this.root, this.runner, this.line) = (root, runner, line);
        // The platform declares this one itself, as required; without it there would be no `--help` (see MagicWords.Declare).
        typeof(KernelDirectiveParameter).GetProperty(nameof(KernelDirectiveParameter.Required))!
            .SetValue(Parameters.Single(parameter => parameter.Name == ConnectAzureSqlMagic.KernelNameOption), false);
        MagicWords.Declare(line.Connect, [.. line.Options.Where(option => option.Name != ConnectAzureSqlMagic.KernelNameOption)], Parameters, runner.Values);
    }

    /// <summary>Opens the connection, and makes its kernel unless there is one: connecting again puts a new connection in the place of the old.</summary>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The root kernel disposes the kernels added to it.")]
    public override async Task<IEnumerable<Kernel>> ConnectKernelsAsync(NotebookSqlAuthConnectCommand connectCommand, KernelInvocationContext context)
    {
        var call = MagicWords.Read(line.Connect, connectCommand);
        if (connectCommand.ConnectedKernelName is { Length: > 0 } given)
        {
            call = MagicWords.With(call, ConnectAzureSqlMagic.KernelNameOption, given);
        }

        if (!await runner.RunAsync(line, call, connectCommand, context) || call.Has(MagicCall.HelpFlag))
        {
            return [];
        }

        var name = ConnectAzureSqlMagic.KernelNameOf(call);
        var isOpen = await runner.RunAsync(line.Connect, MagicWords.With(call, ConnectAzureSqlMagic.NameOption, name), context);
        return isOpen && root.FindKernelByName(name) is null ? [new BodyMagicKernel(BodyMagic.Of(name), runner)] : [];
    }
}

using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Encodings.Web;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Directives;
using NotebookSqlAuth.DotNetSpark;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Interactive.Commands;
using NotebookSqlAuth.Magics;

namespace NotebookSqlAuth.Interactive;

/// <summary>What .NET Interactive runs when a notebook says <c>#r "nuget: NotebookSqlAuth"</c>: it adds the magics to the notebook.</summary>
public sealed class NotebookSqlAuthExtension : IKernelExtension
{
    /// <summary>Adds every magic that the notebook does not have yet, and says in one line what to type next.</summary>
    /// <remarks>The session that the magics share lives as long as the notebook's root kernel.</remarks>
    /// <exception cref="UserError">The host is older than the adapter, or is not a notebook's root; another package brought an assembly that is too old.</exception>
    public Task OnLoadAsync(Kernel kernel)
    {
        LoadOrder.Check();
        RefuseOldHost();
        // A directive of one language would be unknown in the cells of the others.
        if (kernel.RootKernel is not CompositeKernel root)
        {
            throw new UserError(
                ErrorCodes.HostNotSupported,
                "NotebookSqlAuth could not add its magics.",
                "They belong to a notebook's root kernel, and this kernel has none.",
                "Load the package in a .NET Interactive notebook.");
        }

        AddMagics(root);
        FrameFormat.Register();
        NoForm.Register();
        Announce();
        return Task.CompletedTask;
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The root kernel disposes the session and the kernels added to it.")]
    private static void AddMagics(CompositeKernel root)
    {
        var known = root.KernelInfo.SupportedDirectives.Select(directive => directive.Name).ToHashSet(StringComparer.Ordinal);
        // The platform throws when a directive is added twice.
        var missing = MagicSet.All.Where(magic => !known.Contains(magic.Name)).ToArray();
        if (missing.Length == 0)
        {
            return;
        }

        var session = new NotebookSession();
        // A kernel is disposed synchronously; the session's connections close within this call.
        var runner = new MagicRunner(root, session);
        root.RegisterForDisposal(() =>
        {
            runner.Language.Dispose();
            session.DisposeAsync().AsTask().GetAwaiter().GetResult();
        });
        foreach (var magic in missing)
        {
            if (magic.BodyName is null)
            {
                AddLine(root, magic, runner);
            }
            else
            {
                root.Add(new BodyMagicKernel(new BodyMagic(magic), runner));
            }
        }

        root.AddConnectDirective(new ConnectAzureSqlDirective(root, runner));
    }

    /// <summary>Adds a magic without a body: its line becomes a command of its own class.</summary>
    private static void AddLine(CompositeKernel root, Magic magic, MagicRunner runner)
    {
        switch (magic)
        {
            case AadLoginMagic:
                AddLine<NotebookSqlAuthAadLoginCommand>(root, magic, runner);
                break;
            case AadLogoutMagic:
                AddLine<NotebookSqlAuthAadLogoutCommand>(root, magic, runner);
                break;
            case SqlConnectMagic:
                AddLine<NotebookSqlAuthSqlConnectCommand>(root, magic, runner);
                break;
            case SparkConnectMagic:
                AddLine<NotebookSqlAuthSparkConnectCommand>(root, magic, runner);
                break;
            case ToSparkMagic:
                AddLine<NotebookSqlAuthToSparkCommand>(root, magic, runner);
                break;
            default:
                throw new UnreachableException($"{magic.Name} has no command class.");
        }
    }

    private static void AddLine<TCommand>(CompositeKernel root, Magic magic, MagicRunner runner)
        where TCommand : NotebookSqlAuthMagicCommand
    {
        var directive = new KernelActionDirective(magic.Name, magic.Description);
        MagicWords.Declare(magic, magic.Options, directive.Parameters, runner.Values);
        root.AddDirective<TCommand>(directive, (command, context) => runner.RunAsync(magic, MagicWords.Read(magic, command), command, context));
    }

    private static void Announce()
    {
        if (KernelInvocationContext.Current is { } context && MagicSet.All is [var first, ..])
        {
            var line = $"NotebookSqlAuth {VersionOf(typeof(Magic))} is loaded in .NET Interactive {VersionOf(typeof(Kernel))}. Next: {first.Name}. Its magics are {string.Join(", ", MagicSet.All.Select(magic => magic.Name))}; each explains itself with --help.";
            InteractiveDisplay.Show(context, new CellOutput($"<p>{HtmlEncoder.Default.Encode(line)}</p>", line));
        }
    }

    private static string VersionOf(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Types that displays need moved between the platform's assemblies in 1.0.0-beta.25323.1; in an older host they are not where the adapter looks.</summary>
    private static void RefuseOldHost()
    {
        if (typeof(Kernel).Assembly.GetType("Microsoft.DotNet.Interactive.Formatting.FormattedValue") is not null)
        {
            throw new UserError(
                ErrorCodes.HostNotSupported,
                "NotebookSqlAuth could not add its magics.",
                "This .NET Interactive is older than 1.0.0-beta.25323.1.",
                "Update the .NET Interactive tool or the Polyglot Notebooks extension.");
        }
    }
}

using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Directives;
using Microsoft.DotNet.Interactive.Events;

namespace Microsoft.DotNet.Interactive.Directives
{
    public abstract class KernelDirective(string name)
    {
        public string Name => name;

        public string Description { get; set; }

        public ICollection<KernelDirectiveParameter> Parameters { get; } = new List<KernelDirectiveParameter>();
    }

    public class KernelActionDirective : KernelDirective
    {
        public KernelActionDirective(string name, string description = null)
            : base(name) => Description = description;

        /// <summary>The class that a line becomes.</summary>
        public Type KernelCommandType { get; set; }
    }

    public class KernelSpecifierDirective(string name, string kernelName) : KernelDirective(name)
    {
        public string KernelName => kernelName;
    }

    public class KernelDirectiveParameter(string name, string description = null)
    {
        private readonly List<Func<KernelDirectiveCompletionContext, Task>> completions = [];

        public string Name => name;

        public string Description => description;

        public bool Required { get; init; }

        public bool Flag { get; init; }

        public string TypeHint { get; init; }

        public KernelDirectiveParameter AddCompletions(Func<KernelDirectiveCompletionContext, Task> getCompletions)
        {
            completions.Add(getCompletions);
            return this;
        }

        /// <summary>What its value could be.</summary>
        public async Task<IReadOnlyList<string>> CompleteAsync()
        {
            var context = new KernelDirectiveCompletionContext();
            foreach (var complete in completions)
            {
                await complete(context);
            }

            return context.CompletionItems.Select(item => item.DisplayText).ToList();
        }
    }

    public class KernelDirectiveCompletionContext
    {
        public IList<CompletionItem> CompletionItems { get; } = new List<CompletionItem>();
    }
}

namespace Microsoft.DotNet.Interactive.Connection
{
    public abstract class ConnectKernelDirective<TCommand> : KernelActionDirective
        where TCommand : ConnectKernelCommand
    {
        protected ConnectKernelDirective(string name, string description)
            : base(name, description) => Parameters.Add(new KernelDirectiveParameter("--kernel-name", "The name of the subkernel to be added") { Required = true });

        public abstract Task<IEnumerable<Kernel>> ConnectKernelsAsync(TCommand connectCommand, KernelInvocationContext context);
    }
}

using Microsoft.DotNet.Interactive.Directives;
using Microsoft.DotNet.Interactive.Events;
using NotebookSqlAuth.Language;
using NotebookSqlAuth.Magics;

namespace NotebookSqlAuth.Interactive;

/// <summary>Completes the values of options: connections, accounts, frames and what else a magic's option names.</summary>
internal sealed class OptionValues(MagicLanguage language, CSharpVariables csharp)
{
    /// <summary>Adds what an option could be given.</summary>
    public async Task AddAsync(Magic magic, MagicOption option, KernelDirectiveCompletionContext context)
    {
        var line = $"{magic.Name} {option.Name} ";
        foreach (var item in language.Complete(line, line.Length, await csharp.ListAsync()).Items)
        {
            context.CompletionItems.Add(new CompletionItem(item.Text, BodyLanguage.KindOf(item.Kind), documentation: item.Description));
        }
    }
}

using NotebookSqlAuth.Language;
using NotebookSqlAuth.Tests.Magics;
using Xunit;

namespace NotebookSqlAuth.Tests.Language;

/// <summary>A connected notebook in which somebody types: texts show the cursor as a bar.</summary>
public sealed class Typing : IAsyncLifetime
{
    internal SandboxNotebook Notebook { get; private set; } = null!;

    internal MagicLanguage Language { get; private set; } = null!;

    internal IReadOnlyList<CellVariable> Variables => [.. Notebook.Variables.Select(pair => new CellVariable(pair.Key, pair.Value))];

    public async ValueTask InitializeAsync()
    {
        Notebook = await SandboxNotebook.StartAsync();
        Language = new MagicLanguage(Notebook.Session);
        await Notebook.RunAsync("#!aad-login");
        await Notebook.RunAsync("#!sql-connect");
        await Language.SettledAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Language.Dispose();
        await Notebook.DisposeAsync();
    }

    internal Suggestions Suggest(string typed) => Ask(typed, (text, cursor) => Language.Complete(text, cursor, Variables));

    internal IReadOnlyList<string> Names(string typed) => [.. Suggest(typed).Items.Select(item => item.Text)];

    /// <summary>The first suggestion of that text.</summary>
    internal Suggestion Suggestion(string typed, string text) => Suggest(typed).Items.First(item => item.Text == text);

    internal CellOutput? Explain(string typed) => Ask(typed, (text, cursor) => Language.Explain(text, cursor, Variables));

    /// <summary>The text after the first suggestion was taken.</summary>
    internal string Take(string typed)
    {
        var suggestions = Suggest(typed);
        var text = typed.Remove(typed.IndexOf('|', StringComparison.Ordinal), 1);
        return string.Concat(text.AsSpan(0, suggestions.Start), suggestions.Items[0].Text, text.AsSpan(suggestions.End));
    }

    private static T Ask<T>(string typed, Func<string, int, T> ask)
    {
        var cursor = typed.IndexOf('|', StringComparison.Ordinal);
        return ask(typed.Remove(cursor, 1), cursor);
    }
}

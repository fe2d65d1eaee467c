using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;
using NotebookSqlAuth.Kernel.Execution;
using NotebookSqlAuth.Kernel.Execution.Values;

namespace Microsoft.DotNet.Interactive;

/// <summary>What every C# cell can call by its bare name. Names, shapes and meaning are Polyglot Notebooks', so that one notebook runs in both.</summary>
[SuppressMessage("Maintainability", "CA1515:Consider making public types internal", Justification = "Cells compile against it.")]
public static class Kernel
{
    /// <summary>Shows a value below the cell now. Thread-safe.</summary>
    /// <param name="value">What to show.</param>
    /// <param name="mimeTypes">The forms wanted, such as <c>text/html</c>; without any, those that suit the value.</param>
    /// <returns>What replaces the value where it stands.</returns>
    /// <exception cref="InvalidOperationException">No cell started the code that calls it.</exception>
    [SuppressMessage("Style", "IDE1006:Naming Styles", Justification = "The name that notebooks use.")]
    public static DisplayedValue display(object? value, params string[] mimeTypes) => value.Display(mimeTypes);

    /// <summary>Marks text as markup, to be shown as such.</summary>
    public static IHtmlContent HTML(string content) => new HtmlString(content);

    /// <summary>Has the page run a script. Without a page, and in a saved one, nothing runs it.</summary>
    public static void Javascript(string scriptContent) =>
        CellScope.Required.Outputs.Display(Guid.NewGuid().ToString("N"), ValueForms.OfJavaScript(scriptContent));

    /// <summary>Adds style rules to the page, below the cell that calls it.</summary>
    public static void CSS(string content) => HTML($"<style>{content}</style>").Display();

    /// <summary>Asks the user for a line.</summary>
    /// <param name="prompt">What is asked.</param>
    /// <param name="typeHint">What kind of text is meant; <c>password</c> hides it.</param>
    /// <returns>The line, without its end.</returns>
    /// <exception cref="NotebookSqlAuth.Errors.UserError">Nobody can answer here.</exception>
    public static Task<string> GetInputAsync(string prompt = "", string typeHint = "text") =>
        CellScope.Required.AskAsync(prompt, typeHint == "password");

    /// <summary>Asks the user for a line that the page does not show.</summary>
    /// <inheritdoc cref="GetInputAsync"/>
    public static async Task<PasswordString> GetPasswordAsync(string prompt = "") =>
        new(await CellScope.Required.AskAsync(prompt, password: true));

    /// <summary>Asks the user for a line, and waits for it.</summary>
    /// <inheritdoc cref="GetInputAsync"/>
    [SuppressMessage("Style", "IDE1006:Naming Styles", Justification = "The name that notebooks use.")]
    public static string input(string prompt = "") => GetInputAsync(prompt).GetAwaiter().GetResult();

    /// <summary>Asks the user for a line that the page does not show, and waits for it.</summary>
    /// <inheritdoc cref="GetInputAsync"/>
    [SuppressMessage("Style", "IDE1006:Naming Styles", Justification = "The name that notebooks use.")]
    public static PasswordString password(string prompt = "") => GetPasswordAsync(prompt).GetAwaiter().GetResult();
}

using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Kernel.Execution;

/// <summary>Words a cell's errors for its author: the cell's own lines, and no frame that is not theirs.</summary>
internal static class CellErrors
{
    /// <summary>An error of ours, whose card the cell shows: what happened is said once more, why and what to do next stand on the card.</summary>
    public static CellError Of(UserError error) => new(error.Code, error.Message, [$"{error.What} [{error.Code}]"]);

    /// <summary>An error of ours that no card shows.</summary>
    public static CellError WithoutCard(UserError error) => new(error.Code, error.Message, [error.Message]);

    /// <summary>What the compiler refused, each with its line and a caret below it.</summary>
    /// <param name="diagnostics">What it said.</param>
    /// <param name="file">The file that the code was loaded from; null for the cell's own.</param>
    public static CellError Of(ImmutableArray<Diagnostic> diagnostics, string? file = null)
    {
        var traceback = new List<string>();
        foreach (var error in diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
        {
            var message = error.GetMessage(CultureInfo.InvariantCulture);
            if (!error.Location.IsInSource)
            {
                traceback.Add($"{error.Id}: {message}");
                continue;
            }

            var start = error.Location.GetLineSpan().StartLinePosition;
            traceback.Add($"{(file is null ? "" : file + ", ")}line {start.Line + 1}, column {start.Character + 1}: {error.Id}: {message}");
            var line = error.Location.SourceTree!.GetText().Lines[start.Line].ToString();
            traceback.Add("    " + line.Replace('\t', ' '));
            traceback.Add("    " + new string(' ', start.Character) + "^");
        }

        return new CellError("CompilationError", traceback[0], traceback);
    }

    /// <summary>An exception of the cell's code, its stack down to the code that the cells hold.</summary>
    public static CellError Of(Exception exception)
    {
        var traceback = new List<string>();
        for (var (each, cause) = (exception, ""); each is not null; (each, cause) = (each.InnerException!, "caused by "))
        {
            traceback.Add($"{cause}{each.GetType().FullName}: {each.Message}");
            traceback.AddRange(Frames(each));
        }

        return new CellError(exception.GetType().FullName!, exception.Message, traceback);
    }

    private static List<string> Frames(Exception exception)
    {
        var frames = new List<(string Text, bool IsOfCell)>();
        foreach (var frame in new StackTrace(exception, fNeedFileInfo: true).GetFrames())
        {
            if (frame.GetMethod() is not { } method || IsPlumbing(method))
            {
                continue;
            }

            // Only what a cell compiled to carries a cell's name as its file.
            var file = Path.GetFileName(frame.GetFileName());
            var isOfCell = file?.StartsWith(CSharpCells.FilePrefix, StringComparison.Ordinal) ?? false;
            frames.Add((isOfCell ? $"   at {NameInCell(method)}{file}, line {frame.GetFileLineNumber()}" : $"   at {NameOutside(method)}", isOfCell));
        }

        // Below the last frame of a cell stands only what runs cells.
        return [.. frames.Take(frames.FindLastIndex(frame => frame.IsOfCell) + 1).Select(frame => frame.Text)];
    }

    // How an await or a task got there says nothing about the cell.
    private static bool IsPlumbing(MethodBase method) =>
        method.IsDefined(typeof(StackTraceHiddenAttribute))
        || method.DeclaringType?.Namespace is "System.Threading" or "System.Threading.Tasks"
            or "System.Runtime.CompilerServices" or "System.Runtime.ExceptionServices";

    // Compiled names read `Submission#3+Order.<Add>d__1.MoveNext`; the author wrote `Order.Add`.
    private static string NameInCell(MethodBase method)
    {
        var (type, name) = Written(method);
        if (name.Contains("<Initialize>", StringComparison.Ordinal))
        {
            return "";
        }

        var nested = type?.FullName?.Split('+').Skip(1).Where(part => !part.StartsWith('<')) ?? [];
        return string.Join('.', nested.Append(name)) + " in ";
    }

    private static string NameOutside(MethodBase method)
    {
        var (type, name) = Written(method);
        return type is null ? name : $"{type.FullName}.{name}";
    }

    private static (Type? Type, string Name) Written(MethodBase method)
    {
        var type = method.DeclaringType;
        return method.Name == "MoveNext" && type is not null && Enclosed(type.Name) is { } asynchronous
            ? (type.DeclaringType, asynchronous)
            : (type, Enclosed(method.Name) ?? method.Name);
    }

    private static string? Enclosed(string name)
    {
        var end = name.LastIndexOf('>');
        return name.StartsWith('<') && end > 1 ? name[1..end] : null;
    }
}

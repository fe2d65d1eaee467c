namespace NotebookSqlAuth.Language;

/// <summary>Something wrong in a text, found without running it.</summary>
/// <param name="Start">Where, in UTF-16 units from the text's start.</param>
/// <param name="End">Where it ends; the same as its start at the text's end.</param>
/// <param name="Line">The line it starts on, 1-based.</param>
/// <param name="Column">The column it starts on, 1-based.</param>
/// <param name="Code">What names the problem: a code of ours, or the number that T-SQL's parser gives it.</param>
/// <param name="Message">For people.</param>
public sealed record TextProblem(int Start, int End, int Line, int Column, string Code, string Message);

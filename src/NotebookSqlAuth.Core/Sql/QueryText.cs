using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Sql;

/// <summary>A cell's SQL, read by ScriptDom: its GO batches and the <c>@names</c> that it uses without declaring them.</summary>
/// <remarks>Immutable and thread-safe. SQL that ScriptDom cannot parse is split by its token stream; the server then says what is wrong.</remarks>
public sealed class QueryText
{
    private QueryText(IReadOnlyList<QueryBatch> batches)
    {
        Batches = batches;
        Variables = [.. batches.SelectMany(batch => batch.Variables).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The batches in order; none where the text holds no statement.</summary>
    public IReadOnlyList<QueryBatch> Batches { get; }

    /// <summary>The undeclared names over all batches, without the at sign, each once (T-SQL ignores case), in order of appearance.</summary>
    public IReadOnlyList<string> Variables { get; }

    /// <summary>Reads SQL text. Never fails: what cannot be read is left to the server.</summary>
    public static QueryText Parse(string sql) => new([.. BatchSplitter.Split(sql).Select(BatchReader.Read)]);

    /// <summary>Checks that each of <see cref="Variables"/> has a value; null is one.</summary>
    /// <param name="values">The values by name, without the at sign.</param>
    /// <param name="language">Whose variables they are, for the error's words.</param>
    /// <exception cref="UserError">Some have none; names them all.</exception>
    public void RequireValues(IReadOnlyDictionary<string, object?> values, string language = "C#")
    {
        var missing = Variables.Where(name => SqlParameters.SpellingOf(name, values) is null).ToList();
        if (missing.Count > 0)
        {
            throw Missing(missing, language);
        }
    }

    private static UserError Missing(List<string> names, string language) => new(
        ErrorCodes.MissingVariable,
        $"The SQL uses {string.Join(", ", names.Select(name => $"`@{name}`"))}, but there is no {language} variable of {(names.Count == 1 ? "that name" : "those names")}.",
        $"A name that the SQL does not declare takes the value of the {language} variable of the same name, capitals included.",
        $"Set {(names.Count == 1 ? "it" : "them")} in a {language} cell first, e.g. `{(language == "C#" ? $"var {names[0]} = 100;" : $"{names[0]} = 100")}`, or `DECLARE` {(names.Count == 1 ? "it" : "them")} in the SQL.");
}

/// <summary>One batch of a cell.</summary>
/// <param name="Text">Its SQL, without GO.</param>
/// <param name="FirstLine">The line of the cell's SQL on which it starts, 1-based: a server's line number plus this minus one is the cell's line.</param>
/// <param name="Count">How often GO asks to run it; 1 unless <c>GO n</c> says otherwise.</param>
/// <param name="Variables">The undeclared names in it, without the at sign.</param>
public sealed record QueryBatch(string Text, int FirstLine, int Count, IReadOnlyList<string> Variables)
{
    /// <summary>Its parts where it is one SELECT that answers rows; null where it is anything else, or does not parse.</summary>
    public SelectText? Select { get; init; }

    /// <summary>Whether it is one SELECT and nothing else, so that stopping it early leaves nothing undone.</summary>
    internal bool IsSingleSelect { get; init; }

    /// <summary>What it does that ends with the batch because a variable is bound to it; empty where nothing.</summary>
    internal IReadOnlyList<string> Notices { get; init; } = [];
}

using Microsoft.Data.Analysis;
using NotebookSqlAuth.Display;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Identity;
using NotebookSqlAuth.Magics;
using NotebookSqlAuth.Spark;

namespace NotebookSqlAuth.Language;

/// <summary>Suggests and explains the words of a magic's line.</summary>
internal static class MagicLineLanguage
{
    public static Suggestions Suggest(IReadOnlyList<Magic> magics, string line, int cursor, NotebookSession session, IReadOnlyList<CellVariable> variables)
    {
        var words = MagicLine.Read(line);
        if (cursor <= words.Name.End)
        {
            var typed = line[words.Name.Start..cursor];
            return new Suggestions(words.Name.Start, words.Name.End, [.. magics
                .Where(magic => Starts(magic.Name, typed))
                .Select(magic => new Suggestion(magic.Name, "magic", magic.Description))]);
        }

        if (magics.FirstOrDefault(known => known.Name == words.Name.Text) is not { } magic)
        {
            return Suggestions.None(cursor);
        }

        return words.ValueAt(magic, cursor) is var (option, start)
            ? SuggestValues(option, line, start, cursor, words.WordAt(cursor)?.End ?? cursor, session, variables)
            : SuggestOptions(magic, words, line, cursor);
    }

    /// <summary>The help of the magic or of the option at the cursor, or that there is no such magic; null between words.</summary>
    public static CellOutput? Explain(IReadOnlyList<Magic> magics, string line, int cursor)
    {
        var words = MagicLine.Read(line);
        if (magics.FirstOrDefault(known => known.Name == words.Name.Text) is not { } magic)
        {
            return cursor <= words.Name.End ? ErrorCard.Of(MagicSet.Unknown(words.Name.Text, magics)) : null;
        }

        if (cursor <= words.Name.End)
        {
            return MagicHelp.Of(magic);
        }

        var named = words.WordAt(cursor) is { IsOption: true } word
            ? magic.Options.FirstOrDefault(option => option.Name == word.OptionName)
            : words.ValueAt(magic, cursor)?.Option;
        return named is null ? null : MagicHelp.Of(named);
    }

    /// <summary>What running it would refuse for its words alone.</summary>
    public static UserError? Check(Magic magic, string words)
    {
        try
        {
            var call = MagicCall.Parse(magic, words, "");
            return !call.Has(MagicCall.HelpFlag) && magic.Options.FirstOrDefault(option => option.Required && !call.Has(option.Name)) is { } missing
                ? OptionError.MissingOption(magic, missing)
                : null;
        }
        catch (UserError error)
        {
            return error;
        }
    }

    private static Suggestions SuggestOptions(Magic magic, MagicLine words, string line, int cursor)
    {
        var here = words.WordAt(cursor);
        var start = here?.Start ?? cursor;
        var typed = line[start..cursor];
        var given = words.Words.Where(word => word.IsOption && word != here).Select(word => word.OptionName).ToHashSet(StringComparer.Ordinal);
        var options = magic.Options
            .Append(MagicHelp.Option)
            .Where(option => !given.Contains(option.Name) && Starts(option.Name, typed))
            .OrderByDescending(option => option.Required)
            .Select(option => new Suggestion(option.Name, "option", MagicHelp.Describe(option)));
        return new Suggestions(start, here?.End ?? cursor, [.. options]);
    }

    private static Suggestions SuggestValues(
        MagicOption option, string line, int start, int cursor, int end, NotebookSession session, IReadOnlyList<CellVariable> variables)
    {
        var typed = line[start..cursor].Replace("\"", "", StringComparison.Ordinal);
        if (line.AsSpan(start, end - start).Count('"') % 2 == 1)
        {
            // A quote that is not closed yet would take the rest of the line, whose words are the user's.
            end = line.AsSpan(cursor).IndexOf(' ') is >= 0 and var space ? cursor + space : line.Length;
        }

        return new Suggestions(start, end, [.. ValuesOf(option.Value, session, variables)
            .Where(value => Starts(value.Text, typed))
            .Select(value => value with { Text = value.Text.Any(char.IsWhiteSpace) ? $"\"{value.Text}\"" : value.Text })]);
    }

    private static IEnumerable<Suggestion> ValuesOf(MagicValueKind kind, NotebookSession session, IReadOnlyList<CellVariable> variables) => kind switch
    {
        MagicValueKind.Connection => session.Connections.All.Reverse().Select(connection =>
            new Suggestion(connection.Name, "value", VisibleText.OneLine($"{connection.Session.Database} on {connection.Session.Target.Server}"))),
        MagicValueKind.Account => session.Accounts.Reverse().Select(account => account.UserName).Distinct(StringComparer.OrdinalIgnoreCase).Select(name => new Suggestion(name, "value", "Signed in")),
        MagicValueKind.Cloud => AzureCloud.All.Select(cloud => new Suggestion(cloud.Name, "value", cloud.LoginHost.Host)),
        MagicValueKind.Frame => variables.Where(variable => variable.Value is DataFrame).Select(variable =>
            new Suggestion(variable.Name, "variable", $"{Amounts.Count(((DataFrame)variable.Value!).Rows.Count, "row")} × {Amounts.Count(((DataFrame)variable.Value).Columns.Count, "column")}")),
        MagicValueKind.SparkSession => session.SparkSessions.All.Reverse().Select(spark => new Suggestion(spark.Name, "value", VisibleText.OneLine(spark.Target.Description)))
            .Concat(variables.Where(variable => SparkVariables.IsSession(variable.Value)).Select(variable => new Suggestion(variable.Name, "variable", variable.Value!.GetType().Name)))
            .DistinctBy(suggestion => suggestion.Text),
        _ => [],
    };

    private static bool Starts(string text, string typed) => text.StartsWith(typed, StringComparison.OrdinalIgnoreCase);
}

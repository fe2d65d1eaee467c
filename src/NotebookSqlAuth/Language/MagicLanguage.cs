using System.Buffers;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Language.Sql;
using NotebookSqlAuth.Magics;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Language;

/// <summary>What an editor asks of a magic and the lines below it while they are typed: completion, hover, problems.</summary>
/// <remarks>
/// Texts start with the magic's line; positions are UTF-16 units from there, from 0 to the text's length, and so are those
/// of answers. Thread-safe; every answer is computed on the caller's thread, in milliseconds. None waits for a server: the
/// catalogues of connections are read in the background, by a server session of their own with the same account's token,
/// from the moment on that a connection opens, so make it with the notebook. Nothing that is typed makes it throw; a text of
/// more than <see cref="MaxLength"/> units has empty answers. One per notebook; dispose it before the session.
/// </remarks>
public sealed class MagicLanguage : IDisposable
{
    /// <summary>The longest text that is looked at, in UTF-16 units; more than that is not typed.</summary>
    public const int MaxLength = 200_000;

    // Those that string.ReplaceLineEndings knows.
    private static readonly SearchValues<char> LineBreaks = SearchValues.Create("\r\n\f\u0085\u2028\u2029");

    private readonly NotebookSession _session;
    private readonly IReadOnlyList<Magic> _magics;
    private readonly Catalogues _catalogues;

    /// <summary>Follows a notebook's session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="magics">Those that the host knows; the product's own unless given.</param>
    /// <param name="time">Says when a catalogue is old; the system's clock unless given.</param>
    public MagicLanguage(NotebookSession session, IReadOnlyList<Magic>? magics = null, TimeProvider? time = null)
    {
        _session = session;
        _magics = magics ?? MagicSet.All;
        _catalogues = new Catalogues(session, time ?? TimeProvider.System);
    }

    /// <summary>What could stand at the cursor.</summary>
    /// <param name="text">The magic's line, and the lines below it.</param>
    /// <param name="cursor">The position.</param>
    /// <param name="variables">The notebook's variables as they are now.</param>
    public Suggestions Complete(string text, int cursor, IReadOnlyList<CellVariable> variables)
    {
        if (text.Length > MaxLength)
        {
            return Suggestions.None(cursor);
        }

        var call = Read(text);
        if (cursor <= call.LineEnd)
        {
            return MagicLineLanguage.Suggest(_magics, call.Line, cursor, _session, variables);
        }

        var inBody = call.Magic switch
        {
            SqlQueryMagic => SqlSuggestions.At(call.Body, cursor - call.BodyStart, Known(call), variables),
            SparkSqlMagic => SparkSuggestions.At(call.Body, cursor - call.BodyStart, variables),
            _ => new Suggestions(cursor - call.BodyStart, cursor - call.BodyStart, []),
        };
        return inBody with { Start = inBody.Start + call.BodyStart, End = inBody.End + call.BodyStart };
    }

    /// <summary>What is known of the word at the cursor; null for nothing.</summary>
    /// <inheritdoc cref="Complete"/>
    public CellOutput? Explain(string text, int cursor, IReadOnlyList<CellVariable> variables)
    {
        if (text.Length > MaxLength)
        {
            return null;
        }

        var call = Read(text);
        return cursor <= call.LineEnd ? MagicLineLanguage.Explain(_magics, call.Line, cursor)
            : call.Magic is SqlQueryMagic ? SqlExplanations.At(call.Body, cursor - call.BodyStart, Known(call), variables)
            : null;
    }

    /// <summary>What is wrong with the magic's name and words, and what T-SQL's parser says of the lines below it; in order of place.</summary>
    /// <param name="text">The magic's line, and the lines below it.</param>
    public IReadOnlyList<TextProblem> Diagnose(string text)
    {
        if (text.Length > MaxLength)
        {
            return [];
        }

        var call = Read(text);
        var problems = new List<TextProblem>();
        if (call.Magic is not { } magic)
        {
            var name = call.Parts.Name;
            var error = MagicSet.Unknown(name.Text, _magics);
            problems.Add(new TextProblem(name.Start, name.End, 1, name.Start + 1, error.Code, Sentences(error)));
        }
        else if (MagicLineLanguage.Check(magic, call.Words) is { } error)
        {
            problems.Add(new TextProblem(0, call.Line.TrimEnd().Length, 1, 1, error.Code, Sentences(error)));
        }

        if (call.Magic is SqlQueryMagic)
        {
            problems.AddRange(SqlSyntax.Check(call.Body).Select(each => new TextProblem(
                call.BodyStart + each.Offset, EndOfWord(text, call.BodyStart + each.Offset), each.Line + 1, each.Column, $"SQL{each.Number}", each.Message)));
        }

        return problems;
    }

    /// <summary>Whether a console may send the text: a magic without a body and a question for help at once, one with a body at a blank line that ends it.</summary>
    /// <param name="text">The magic's line, and the lines below it.</param>
    public bool IsComplete(string text)
    {
        if (text.Length > MaxLength)
        {
            return true;
        }

        var call = Read(text);
        if (call.Magic?.BodyName is null || call.Parts.AsksForHelp)
        {
            return true;
        }

        // A second blank line sends even what the parser takes for unfinished; it may be wrong.
        var blankLines = BlankLinesAtEnd(call.Body);
        return !string.IsNullOrWhiteSpace(call.Body) && blankLines > 0
            && (blankLines > 1 || call.Magic is not SqlQueryMagic || !SqlSyntax.IsUnfinished(call.Body));
    }

    /// <summary>Ends when no catalogue is being read any more, so that answers are as full as they get.</summary>
    public Task SettledAsync() => _catalogues.SettledAsync();

    /// <summary>Stops reading catalogues.</summary>
    public void Dispose() => _catalogues.Dispose();

    private KnownCatalogue Known(Call call) => _catalogues.Find(call.Parts.ValueOf(SqlQueryMagic.ConnectionOption));

    private Call Read(string text)
    {
        var end = text.AsSpan().IndexOfAny(LineBreaks) is >= 0 and var found ? found : text.Length;
        var bodyStart = Math.Min(text.Length, end + (text.AsSpan(end).StartsWith("\r\n") ? 2 : 1));
        var parts = MagicLine.Read(text[..end]);
        return new Call(text[..end], parts, bodyStart, text[bodyStart..], _magics.FirstOrDefault(magic => magic.Name == parts.Name.Text));
    }

    // The parser says where only; an editor marks the word.
    private static int EndOfWord(string text, int start)
    {
        var end = start;
        while (end < text.Length && SqlName.IsPart(text[end]))
        {
            end++;
        }

        return end > start ? end : Math.Min(start + 1, text.Length);
    }

    private static int BlankLinesAtEnd(string body) =>
        body.ReplaceLineEndings("\n").Split('\n').AsEnumerable().Reverse().TakeWhile(string.IsNullOrWhiteSpace).Count();

    private static string Sentences(UserError error) => string.Join(' ', new[] { error.What, error.Why, error.Next }.Where(part => part.Length > 0));

    private sealed record Call(string Line, MagicLine Parts, int BodyStart, string Body, Magic? Magic)
    {
        public int LineEnd => Line.Length;

        public string Words => Line[Parts.Name.End..];
    }
}

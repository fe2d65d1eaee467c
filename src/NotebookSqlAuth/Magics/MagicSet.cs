using System.Globalization;
using NotebookSqlAuth.Display;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Magics;

/// <summary>All magics, and the one way to run one.</summary>
public static class MagicSet
{
    private const int MaxShownWord = 64;

    /// <summary>Every magic of the product, in the order help lists them.</summary>
    public static IReadOnlyList<Magic> All { get; } =
    [
        new AadLoginMagic(), new AadLogoutMagic(), new SqlConnectMagic(), new SqlQueryMagic(),
        new SparkConnectMagic(), new ToSparkMagic(), new SparkSqlMagic(),
    ];

    /// <summary>Finds a magic by its word, e.g. <c>#!aad-login</c>; null where there is none.</summary>
    public static Magic? Find(string name) => All.FirstOrDefault(magic => magic.Name.Equals(name, StringComparison.Ordinal));

    /// <summary>What a host says of a word that names no magic: the one that was probably meant, and all that exist.</summary>
    /// <param name="word">The word, e.g. <c>#!sql-qurey</c>.</param>
    /// <param name="known">Those that the host knows.</param>
    /// <param name="line">The cell's line on which it stands, 1-based; null where that is seen anyway.</param>
    public static UserError Unknown(string word, IReadOnlyList<Magic> known, int? line = null)
    {
        var names = known.Select(magic => magic.Name).ToList();
        var hint = Nearest.Of(word, names) is { } nearest ? $"Did you mean `{nearest}`? " : "";
        var shown = word.Length <= MaxShownWord ? word : word[..MaxShownWord] + "…";
        var place = line is null ? "There" : string.Create(CultureInfo.InvariantCulture, $"Line {line}: there");
        return new UserError(ErrorCodes.UnknownMagic, $"{place} is no magic called `{shown}`.", "", $"{hint}These exist: {string.Join(", ", names)}.");
    }

    /// <summary>Runs a magic: answers <c>--help</c>, checks the options, and shows an error card for what goes wrong.</summary>
    /// <exception cref="UserError">Thrown on after its card was shown, so that the host marks the cell as failed.</exception>
    /// <exception cref="OperationCanceledException">The user stopped the cell.</exception>
    public static Task RunAsync(Magic magic, MagicCall call, NotebookSession session, ICellContext cell) =>
        ShowErrorsAsync(magic, cell, () => RunCheckedAsync(magic, call, session, cell));

    /// <summary>Reads the words after a magic's name and runs it; what is wrong with the words gets its card too.</summary>
    /// <inheritdoc cref="RunAsync(Magic, MagicCall, NotebookSession, ICellContext)"/>
    public static Task RunAsync(Magic magic, string words, string body, NotebookSession session, ICellContext cell) =>
        RunAsync(magic, () => MagicCall.Parse(magic, words, body), session, cell);

    /// <summary>Reads a call and runs it; what is wrong with it gets its card too.</summary>
    /// <param name="magic">The magic.</param>
    /// <param name="read">Reads the call, or says what is wrong with it in a <see cref="UserError"/>.</param>
    /// <param name="session">The notebook's.</param>
    /// <param name="cell">Where it runs.</param>
    /// <inheritdoc cref="RunAsync(Magic, MagicCall, NotebookSession, ICellContext)"/>
    public static Task RunAsync(Magic magic, Func<MagicCall> read, NotebookSession session, ICellContext cell) =>
        ShowErrorsAsync(magic, cell, () => RunCheckedAsync(magic, read(), session, cell));

    private static Task RunCheckedAsync(Magic magic, MagicCall call, NotebookSession session, ICellContext cell)
    {
        if (call.Has(MagicCall.HelpFlag))
        {
            cell.Show(MagicHelp.Of(magic, cell.Language));
            return Task.CompletedTask;
        }

        if (magic.Options.FirstOrDefault(option => option.Required && !call.Has(option.Name)) is { } missing)
        {
            throw OptionError.MissingOption(magic, missing);
        }

        return magic.BodyName is not null && string.IsNullOrWhiteSpace(call.Body)
            ? throw OptionError.EmptyBody(magic)
            : magic.RunAsync(call, session, cell);
    }

    private static async Task ShowErrorsAsync(Magic magic, ICellContext cell, Func<Task> run)
    {
        try
        {
            await run();
        }
        catch (UserError error)
        {
            cell.Show(ErrorCard.Of(error));
            throw;
        }
        catch (OperationCanceledException) when (cell.Cancellation.IsCancellationRequested)
        {
            // The host says that the cell was stopped, and the magic's own display what became of its work.
            throw;
        }
        catch (Exception failure)
        {
            var error = UnexpectedError.Of(magic, failure);
            cell.Show(ErrorCard.Of(error));
            throw error;
        }
    }
}

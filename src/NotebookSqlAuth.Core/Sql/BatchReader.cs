using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sql;

/// <summary>Reads one batch: from its syntax tree where it parses, else from its tokens.</summary>
internal static class BatchReader
{
    /// <summary>What an ordinary thread's stack carries however the tokens nest (observed: some 500 nested parentheses end a process with 1.5 MB).</summary>
    private const int MaxTokensOnAnyStack = 300;

    /// <summary>What the roomy stack carries however the tokens nest; beyond it the tokens have to do.</summary>
    private const int MaxTokensToParse = 50_000;

    private const int RoomyStackBytes = 512 * 1024 * 1024;

    /// <summary>How deep block comments may nest on an ordinary thread's stack: the lexer descends once for each.</summary>
    private const int MaxCommentDepthOnAnyStack = 500;

    /// <summary>What the roomy stack carries of them.</summary>
    private const int MaxCommentDepth = 500_000;

    /// <summary>Quoted identifiers are on, as they are in every SqlClient connection.</summary>
    internal static TSqlParser NewParser() => new TSql180Parser(initialQuotedIdentifiers: true);

    /// <summary>The tokens of a text as far as it can be read; none where its comments nest deeper than any stack carries.</summary>
    /// <param name="sql">The text.</param>
    /// <param name="isBroken">Whether it could not be read to its end.</param>
    internal static IList<TSqlParserToken> Tokens(string sql, out bool isBroken)
    {
        var depth = SqlSyntax.CommentDepth(sql);
        if (depth > MaxCommentDepth)
        {
            isBroken = true;
            return [];
        }

        (var tokens, isBroken) = depth > MaxCommentDepthOnAnyStack ? OnRoomyStack(Read) : Read();
        return tokens;

        (IList<TSqlParserToken>, bool) Read()
        {
            var read = NewParser().GetTokenStream(new StringReader(sql), out var errors);
            return (read, errors.Count > 0);
        }
    }

    internal static QueryBatch Read(BatchSplitter.Piece piece) =>
        TryParse(piece, () => Parse(piece), out var batch) ? batch : FromTokens(piece);

    /// <summary>Lets a parser loose on a batch, on a stack that carries it. ScriptDom descends once per nested expression, and a stack that overflows ends the whole notebook.</summary>
    /// <param name="piece">The batch.</param>
    /// <param name="parse">Parses it.</param>
    /// <param name="result">What that answered.</param>
    /// <returns>False where no stack is roomy enough; nothing was done.</returns>
    internal static bool TryParse<T>(BatchSplitter.Piece piece, Func<T> parse, [MaybeNullWhen(false)] out T result)
    {
        result = default;
        switch (piece.Tokens.Count, SqlSyntax.CommentDepth(piece.Text))
        {
            case ( <= MaxTokensOnAnyStack, <= MaxCommentDepthOnAnyStack):
                result = parse();
                return true;
            case ( <= MaxTokensToParse, <= MaxCommentDepth):
                result = OnRoomyStack(parse);
                return true;
            default:
                return false;
        }
    }

    private static T OnRoomyStack<T>(Func<T> parse)
    {
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = parse();
                }
                catch (Exception e)
                {
                    // An exception that leaves a thread ends the process; it is thrown again on the caller's.
                    failure = ExceptionDispatchInfo.Capture(e);
                }
            },
            RoomyStackBytes)
        {
            Name = "NotebookSqlAuth parser",
            IsBackground = true,
        };
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result!;
    }

    private static QueryBatch Parse(BatchSplitter.Piece piece)
    {
        var tree = NewParser().Parse(new StringReader(piece.Text), out var errors);
        if (errors.Count > 0 || tree is not TSqlScript script)
        {
            return FromTokens(piece);
        }

        var names = new BatchNames();
        script.Accept(names);
        var statements = script.Batches.SelectMany(batch => batch.Statements).ToList();
        return new QueryBatch(piece.Text, piece.FirstLine, piece.Count, names.Undeclared)
        {
            IsSingleSelect = statements is [SelectStatement { Into: null }],
            Select = SelectText.Of(statements, piece.Text),
            Notices = names.Undeclared.Count > 0 ? names.EndWithBatch : [],
        };
    }

    private static QueryBatch FromTokens(BatchSplitter.Piece piece) =>
        new(piece.Text, piece.FirstLine, piece.Count, TokenVariables.Find(piece.Tokens));
}

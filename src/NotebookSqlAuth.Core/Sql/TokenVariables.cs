using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sql;

/// <summary>Finds the <c>@names</c> of a batch that does not parse, from its tokens.</summary>
internal static class TokenVariables
{
    internal static IReadOnlyList<string> Find(IReadOnlyList<TSqlParserToken> tokens)
    {
        if (DefinesModule(tokens))
        {
            return [];
        }

        var used = new List<string>();
        var declared = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var declaring = false;
        var depth = 0;

        // A DECLARE lists names at its own depth: the first one, and each that follows a comma.
        var expectsName = false;
        foreach (var token in tokens)
        {
            switch (token.TokenType)
            {
                case TSqlTokenType.WhiteSpace or TSqlTokenType.SingleLineComment or TSqlTokenType.MultilineComment:
                    continue;
                case TSqlTokenType.Declare:
                    (declaring, depth, expectsName) = (true, 0, true);
                    continue;
                case TSqlTokenType.LeftParenthesis:
                    depth++;
                    break;
                case TSqlTokenType.RightParenthesis:
                    depth--;
                    break;
                case TSqlTokenType.Comma when declaring && depth == 0:
                    expectsName = true;
                    continue;
                case TSqlTokenType.Semicolon:
                    declaring = false;
                    break;
                case TSqlTokenType.Variable when expectsName && declaring:
                    declared.Add(token.Text);
                    break;
                case TSqlTokenType.Variable when !token.Text.StartsWith("@@", StringComparison.Ordinal):
                    used.Add(token.Text);
                    break;
                default:
                    // Most DECLAREs end without a semicolon; a statement's own keyword ends them too.
                    declaring = declaring && token.TokenType is not (TSqlTokenType.Select or TSqlTokenType.Set or TSqlTokenType.Insert
                        or TSqlTokenType.Update or TSqlTokenType.Delete or TSqlTokenType.Execute or TSqlTokenType.Exec or TSqlTokenType.If or TSqlTokenType.Print);
                    break;
            }

            expectsName = false;
        }

        return [.. used.Where(name => !declared.Contains(name)).Distinct(StringComparer.OrdinalIgnoreCase).Select(name => name[1..])];
    }

    /// <summary>CREATE, ALTER or CREATE OR ALTER of a procedure, function or trigger, which fills its batch and takes no outer variable.</summary>
    private static bool DefinesModule(IReadOnlyList<TSqlParserToken> tokens)
    {
        var defined = tokens
            .Where(BatchSplitter.HoldsCode)
            .Select(token => token.TokenType)
            .SkipWhile(word => word is TSqlTokenType.Create or TSqlTokenType.Alter or TSqlTokenType.Or)
            .FirstOrDefault();
        return defined is TSqlTokenType.Procedure or TSqlTokenType.Proc or TSqlTokenType.Function or TSqlTokenType.Trigger;
    }
}

using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Refuses, before the grammar reads it, a batch so deeply nested that the parser's recursion would end the process.</summary>
internal sealed class Nesting
{
    /// <summary>ScriptDom's parser overflows a 1.5 MB stack between 500 and 1,000 parentheses.</summary>
    private const int MaxDepth = 200;

    /// <summary>Its visitors overflow it beyond 10,000 operators in a row, which the tree holds one inside the other.</summary>
    private const int MaxChain = 2_000;

    private const int MaxConditions = 500;

    /// <summary>Operators, and set operators, since the last comma or statement, at each depth of parentheses.</summary>
    private readonly Stack<(int Operators, int Sets)> _outer = new();

    private int _operators;
    private int _sets;
    private int _prefixes;
    private int _conditions;

    /// <exception cref="SqlServerException">191, as SQL Server says it.</exception>
    public static void Check(IEnumerable<TSqlParserToken> tokens)
    {
        var nesting = new Nesting();
        foreach (var token in tokens)
        {
            nesting.Count(token.TokenType);
            if (nesting.IsTooDeep)
            {
                throw SqlErrors.NestedTooDeeply(token.Line);
            }
        }
    }

    private bool IsTooDeep => _outer.Count + _prefixes > MaxDepth || _operators > MaxChain || _sets > MaxChain || _conditions > MaxConditions;

    private void Count(TSqlTokenType type)
    {
        _prefixes = type switch
        {
            TSqlTokenType.Not or TSqlTokenType.Minus or TSqlTokenType.Plus or TSqlTokenType.Tilde => _prefixes + 1,
            TSqlTokenType.WhiteSpace or TSqlTokenType.SingleLineComment or TSqlTokenType.MultilineComment => _prefixes,
            _ => 0,
        };
        switch (type)
        {
            case TSqlTokenType.LeftParenthesis or TSqlTokenType.Case or TSqlTokenType.Begin:
                _outer.Push((_operators, _sets));
                (_operators, _sets) = (0, 0);
                break;
            case TSqlTokenType.RightParenthesis or TSqlTokenType.End:
                (_operators, _sets) = _outer.TryPop(out var before) ? before : (0, 0);
                break;
            case TSqlTokenType.If or TSqlTokenType.Else or TSqlTokenType.While:
                _conditions++;
                break;
            case TSqlTokenType.Union or TSqlTokenType.Except or TSqlTokenType.Intersect:
                _sets++;
                break;
            case TSqlTokenType.Comma or TSqlTokenType.Semicolon:
                (_operators, _sets) = (0, 0);
                break;
            case TSqlTokenType.Select or TSqlTokenType.Insert or TSqlTokenType.Update or TSqlTokenType.Delete or TSqlTokenType.Set or TSqlTokenType.Print:
                _operators = 0;
                break;
            case TSqlTokenType.Plus or TSqlTokenType.Minus or TSqlTokenType.Star or TSqlTokenType.Divide or TSqlTokenType.PercentSign
                or TSqlTokenType.Ampersand or TSqlTokenType.VerticalLine or TSqlTokenType.Circumflex or TSqlTokenType.And or TSqlTokenType.Or
                or TSqlTokenType.Join or TSqlTokenType.Collate or TSqlTokenType.Dot:
                _operators++;
                break;
            default:
                break;
        }
    }
}

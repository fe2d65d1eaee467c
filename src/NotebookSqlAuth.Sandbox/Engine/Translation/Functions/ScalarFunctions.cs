using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>The scalar functions that the sandbox knows. Any other name is refused.</summary>
internal static class ScalarFunctions
{
    private static readonly Dictionary<string, ScalarFunction> All = new ScalarFunction[]
    {
        new LenFunction(), new CaseFunction("UPPER"), new CaseFunction("LOWER"), new TrimFunction("LTRIM"), new TrimFunction("RTRIM"),
        new TrimFunction("TRIM"), new SubstringFunction(), new EndFunction("LEFT"), new EndFunction("RIGHT"), new ReplaceFunction(),
        new CharIndexFunction(), new ConcatFunction(), new IsNullFunction(), new AbsFunction(), new RoundFunction(),
        new WholeFunction("CEILING", "ceil"), new WholeFunction("FLOOR", "floor"), new NowFunction("GETDATE", TSqlTypes.DateTime),
        new NowFunction("GETUTCDATE", TSqlTypes.DateTime), new NowFunction("SYSDATETIME", TSqlTypes.DateTime2(7)),
        new NowFunction("SYSUTCDATETIME", TSqlTypes.DateTime2(7)), new DateAddFunction(), new DateDiffFunction(), new DatePartFunction(),
        new DateNameFunction(), new CalendarFunction("YEAR"), new CalendarFunction("MONTH"), new CalendarFunction("DAY"),
        new DateFromPartsFunction(), new EndOfMonthFunction(), new UserNameFunction("SUSER_SNAME"), new UserNameFunction("ORIGINAL_LOGIN"),
        new DatabaseNameFunction(),
    }.ToDictionary(function => function.Name);

    public static IReadOnlyCollection<string> Names => All.Keys;

    /// <summary>Translates a call.</summary>
    /// <param name="name">In capitals.</param>
    /// <param name="parameters">As written.</param>
    /// <param name="expressions">For the arguments.</param>
    /// <param name="line">For errors.</param>
    public static TypedSql Call(string name, IList<ScalarExpression> parameters, ExpressionTranslator expressions, int line)
    {
        if (!All.TryGetValue(name, out var function))
        {
            throw SqlErrors.NotSupported($"function {name}", line);
        }

        if (parameters.Count < function.Minimum || parameters.Count > function.Maximum)
        {
            throw function.Minimum == function.Maximum
                ? SqlErrors.ArgumentCount(name.Lower(), function.Minimum, line)
                : SqlErrors.Error(189, 15, $"The {name.Lower()} function requires {function.Minimum} to {function.Maximum} arguments.", line);
        }

        var part = function.TakesDatePart ? DatePart(parameters[0], name, line) : string.Empty;
        var arguments = parameters.Skip(function.TakesDatePart ? 1 : 0).Select(expressions.Translate);
        return function.Translate(new ScalarCall(name, [.. arguments], part, expressions.Context, line));
    }

    private static string DatePart(ScalarExpression expression, string function, int line)
    {
        var written = expression switch
        {
            IdentifierLiteral identifier => identifier.Value,
            ColumnReferenceExpression { MultiPartIdentifier: { Count: 1 } name } => name.Identifiers[0].Value,
            _ => null,
        };
        if (written is null)
        {
            throw SqlErrors.Error(1023, 15, $"Invalid parameter 1 specified for {function.Lower()}.", line);
        }

        return DateTimeParts.Canonical(written) ?? throw SqlErrors.NotSupported($"datepart {written}", line);
    }
}

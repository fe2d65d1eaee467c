using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Calls with parentheses: aggregates, window functions, scalar functions.</summary>
internal sealed class FunctionTranslator(ExpressionTranslator expressions)
{
    public TypedSql Translate(FunctionCall call)
    {
        var name = call.FunctionName.Value.ToUpperInvariant();
        RefuseDecorations(call, name);
        if (call.OverClause is not null)
        {
            return new WindowTranslator(expressions).Translate(call, name);
        }

        if (WindowTranslator.IsWindowOnly(name))
        {
            throw SqlErrors.Error(10753, 15, $"The function '{call.FunctionName.Value}' must have an OVER clause.", call.StartLine);
        }

        if (AggregateTranslator.IsAggregate(name))
        {
            return new AggregateTranslator(expressions).Translate(call, name);
        }

        return call.UniqueRowFilter == UniqueRowFilter.NotSpecified
            ? ScalarFunctions.Call(name, call.Parameters, expressions, call.StartLine)
            : throw SqlErrors.NotSupported($"{call.UniqueRowFilter} in {name}", call.StartLine);
    }

    private static void RefuseDecorations(FunctionCall call, string name)
    {
        if (call.CallTarget is not null)
        {
            throw SqlErrors.NotSupported($"method or user-defined function {name}", call.StartLine);
        }

        var isDecorated = call.WithinGroupClause is not null || call.IgnoreRespectNulls is { Count: > 0 } || call.TrimOptions is not null
            || call.JsonParameters is { Count: > 0 } || call.AbsentOrNullOnNull is { Count: > 0 } || call.ReturnType is { Count: > 0 }
            || call.JsonOrderByClause is not null || call.WithArrayWrapper;
        if (isDecorated)
        {
            throw SqlErrors.NotSupported($"option of {name}", call.StartLine);
        }
    }
}

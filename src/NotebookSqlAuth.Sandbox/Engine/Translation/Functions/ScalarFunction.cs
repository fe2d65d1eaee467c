using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>A scalar function: its name, how many arguments it takes, and what it becomes.</summary>
internal abstract class ScalarFunction(string name, int minimum, int maximum)
{
    public string Name => name;

    public int Minimum => minimum;

    public int Maximum => maximum;

    /// <summary>Whether the first argument is a date part's name.</summary>
    public virtual bool TakesDatePart => false;

    public abstract TypedSql Translate(ScalarCall call);
}

/// <summary>A call with its arguments translated.</summary>
/// <param name="Name">The function's, in capitals.</param>
/// <param name="Arguments">Without the date part, where there is one.</param>
/// <param name="DatePart">Its full name; empty where there is none.</param>
/// <param name="Context">The statement's.</param>
/// <param name="Line">For errors.</param>
internal sealed record ScalarCall(string Name, IReadOnlyList<TypedSql> Arguments, string DatePart, TranslationContext Context, int Line)
{
    /// <summary>An argument as text: numbers become varchar.</summary>
    public TypedSql Text(int index)
    {
        var value = Arguments[index];
        return TSqlTypes.IsText(value.Type) && !value.IsNull ? value : Conversion.Convert(value, TSqlTypes.VarChar(41), Line);
    }

    public TypedSql Int(int index) => Conversion.Convert(Arguments[index], TSqlTypes.Int, Line);

    /// <summary>An argument as a date or time: text and a bare NULL become datetime2, an integer counts days from 1900-01-01.</summary>
    public TypedSql Date(int index, SqlDataType? fromText = null)
    {
        var value = Arguments[index];
        if (TSqlTypes.IsDateOrTime(value.Type))
        {
            return value;
        }

        if (TSqlTypes.IsInteger(value.Type) && !value.IsNull)
        {
            return Conversion.Convert(value, TSqlTypes.DateTime, Line);
        }

        return TSqlTypes.IsText(value.Type) || value.IsNull
            ? Conversion.Convert(value, fromText ?? TSqlTypes.DateTime2(7), Line)
            : throw InvalidArgument(index);
    }

    public SqlServerException InvalidArgument(int index) => SqlErrors.Error(
        8116, 16, $"Argument data type {SqlErrors.TypeWord(Arguments[index].Type)} is invalid for argument {index + 1} of {Name.Lower()} function.", Line);
}

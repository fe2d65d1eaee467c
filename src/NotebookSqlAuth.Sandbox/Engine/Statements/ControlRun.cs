using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>PRINT, USE, RAISERROR, THROW and WAITFOR DELAY.</summary>
internal sealed class ControlRun(BatchRun batch)
{
    /// <summary>PRINT cuts after so many characters (https://learn.microsoft.com/sql/t-sql/language-elements/print-transact-sql).</summary>
    private const int PrintCharacters = 4000;

    public void Run(TSqlStatement statement)
    {
        switch (statement)
        {
            case PrintStatement print:
                Print(print);
                break;
            case UseStatement use:
                Use(use);
                break;
            case RaiseErrorStatement raise:
                RaiseError(raise);
                break;
            case ThrowStatement rethrow:
                Throw(rethrow);
                break;
            case WaitForStatement wait:
                WaitFor(wait);
                break;
            default:
                throw SqlErrors.NotSupported(NodeNames.Of(statement), statement.StartLine);
        }

        batch.Done();
    }

    private void Print(PrintStatement print)
    {
        var text = (string?)batch.Evaluate(print.Expression, TSqlTypes.NVarChar(PrintCharacters), print.StartLine).Value;
        batch.Sink.Message(new SqlServerMessage(0, 0, 1, text ?? " ", print.StartLine));
    }

    private void Use(UseStatement use)
    {
        var old = batch.Session.Database;
        batch.Session.Database = batch.Session.Catalogue.FindDatabase(use.DatabaseName.Value)
            ?? throw SqlErrors.NoSuchDatabase(use.DatabaseName.Value, use.StartLine);
        batch.Sink.DatabaseChanged(old, batch.Session.Database);
        batch.Sink.Message(new SqlServerMessage(5701, 0, 2, $"Changed database context to '{batch.Session.Database}'.", use.StartLine));
    }

    private void RaiseError(RaiseErrorStatement raise)
    {
        if (raise.OptionalParameters.Count > 0 || (raise.RaiseErrorOptions & ~RaiseErrorOptions.NoWait) != 0)
        {
            throw SqlErrors.NotSupported("RAISERROR with arguments or options", raise.StartLine);
        }

        var (text, severity) = (batch.Evaluate(raise.FirstParameter, null, raise.StartLine).Value, Number(raise.SecondParameter));
        if (text is not string message || message.Contains('%', StringComparison.Ordinal))
        {
            throw SqlErrors.NotSupported("RAISERROR with a message number or a format", raise.StartLine);
        }

        if (severity is < 0 or > 18)
        {
            throw SqlErrors.Error(2754, 16, "Error severity levels greater than 18 can only be specified by members of the sysadmin role, using the WITH LOG option.", raise.StartLine);
        }

        // https://learn.microsoft.com/sql/t-sql/language-elements/raiserror-transact-sql: 50000 without a number; 10 or less is a notice.
        var raised = new SqlServerMessage(50000, (byte)(severity == 10 ? 0 : severity), (byte)Math.Clamp(Number(raise.ThirdParameter), 0, 255), message, raise.StartLine);
        batch.Sink.Message(raised);
    }

    private void Throw(ThrowStatement statement)
    {
        if (statement.ErrorNumber is null)
        {
            throw SqlErrors.Error(10704, 15, "To rethrow an error, a THROW statement must be used inside a CATCH block. Insert the THROW statement inside a CATCH block, or add error parameters to the THROW statement.", statement.StartLine);
        }

        var (number, state) = (Number(statement.ErrorNumber), Number(statement.State));
        if (number < 50000)
        {
            throw SqlErrors.Error(
                35100, 16, string.Create(CultureInfo.InvariantCulture, $"Error number {number} in the THROW statement is outside the valid range. Specify an error number in the valid range of 50000 to 2147483647."), statement.StartLine, 10);
        }

        var message = (string?)batch.Evaluate(statement.Message, TSqlTypes.NVarChar(2048), statement.StartLine).Value;
        throw SqlErrors.Error(number, 16, message ?? string.Empty, statement.StartLine, (byte)Math.Clamp(state, 0, 255));
    }

    private void WaitFor(WaitForStatement wait)
    {
        if (wait.WaitForOption != WaitForOption.Delay || wait.Timeout is not null || wait.Statement is not null)
        {
            throw SqlErrors.NotSupported($"WAITFOR {wait.WaitForOption.ToString().ToUpperInvariant()}", wait.StartLine);
        }

        var text = batch.Evaluate(wait.Parameter, TSqlTypes.VarChar(30), wait.StartLine).Value as string;
        string[] forms = [@"h\:m", @"h\:m\:s", @"h\:m\:s\.FFFFFFF"];
        var delay = TimeSpan.TryParseExact(text, forms, CultureInfo.InvariantCulture, out var parsed)
            ? parsed
            : throw SqlErrors.Error(148, 15, $"Incorrect time syntax in time string '{text}' used with WAITFOR.", wait.StartLine);
        batch.Database.CancellationToken.WaitHandle.WaitOne(delay);
        batch.Database.CancellationToken.ThrowIfCancellationRequested();
    }

    private int Number(ScalarExpression expression) => (int?)batch.Evaluate(expression, TSqlTypes.Int, expression.StartLine).Value ?? 0;
}

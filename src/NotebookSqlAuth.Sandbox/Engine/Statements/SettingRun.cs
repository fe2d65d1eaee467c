using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>SET options. What the sandbox does anyway is accepted; what would change its answers is refused.</summary>
internal sealed class SettingRun(BatchRun batch)
{
    private const SetOptions AlwaysOn = SetOptions.AnsiNulls | SetOptions.AnsiPadding | SetOptions.AnsiWarnings | SetOptions.ArithAbort
        | SetOptions.ConcatNullYieldsNull | SetOptions.QuotedIdentifier | SetOptions.AnsiNullDfltOn | SetOptions.AnsiDefaults;

    private const SetOptions AlwaysOff = SetOptions.CursorCloseOnCommit | SetOptions.ImplicitTransactions | SetOptions.NumericRoundAbort
        | SetOptions.FmtOnly | SetOptions.NoExec | SetOptions.ParseOnly | SetOptions.AnsiNullDfltOff | SetOptions.ArithIgnore;

    public void Run(TSqlStatement statement)
    {
        switch (statement)
        {
            case PredicateSetStatement predicate:
                Switch(predicate);
                break;
            case SetCommandStatement commands:
                foreach (var command in commands.Commands)
                {
                    Command(command);
                }

                break;
            case SetRowCountStatement { NumberRows: IntegerLiteral { Value: "0" } }:
            case SetTextSizeStatement:
            case SetTransactionIsolationLevelStatement:
                break;
            default:
                throw SqlErrors.NotSupported(NodeNames.Of(statement), statement.StartLine);
        }

        batch.Done();
    }

    private void Switch(PredicateSetStatement predicate)
    {
        var options = predicate.Options;
        if (options.HasFlag(SetOptions.NoCount))
        {
            batch.Session.NoCount = predicate.IsOn;
            options &= ~SetOptions.NoCount;
        }

        // XACT_ABORT matters to transactions alone, which there are none of.
        var harmless = SetOptions.XactAbort | (predicate.IsOn ? AlwaysOn : AlwaysOff);
        if ((options & ~harmless) != 0)
        {
            throw SqlErrors.NotSupported($"SET {options & ~harmless} {(predicate.IsOn ? "ON" : "OFF")}", predicate.StartLine);
        }
    }

    private static void Command(SetCommand command)
    {
        var isHarmless = command is GeneralSetCommand general && general.CommandType switch
        {
            GeneralSetCommandType.Language => Is(general.Parameter, "us_english"),
            GeneralSetCommandType.DateFormat => Is(general.Parameter, "mdy"),
            GeneralSetCommandType.DateFirst => Is(general.Parameter, "7"),
            GeneralSetCommandType.LockTimeout or GeneralSetCommandType.DeadlockPriority => true,
            _ => false,
        };
        if (!isHarmless)
        {
            throw SqlErrors.NotSupported($"SET {(command as GeneralSetCommand)?.CommandType.ToString() ?? NodeNames.Of(command)} with this value", command.StartLine);
        }
    }

    private static bool Is(ScalarExpression value, string wanted) =>
        value is Literal literal && string.Equals(literal.Value, wanted, StringComparison.OrdinalIgnoreCase);
}

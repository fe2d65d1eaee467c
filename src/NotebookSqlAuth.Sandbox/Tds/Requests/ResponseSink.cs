using NotebookSqlAuth.Sandbox.Engine;
using NotebookSqlAuth.Sandbox.Faults;
using NotebookSqlAuth.Sandbox.Tds.Columns;
using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Requests;

/// <summary>Turns what the engine reports into the tokens of one statement's or one call's response.</summary>
/// <param name="tokens">Where they go.</param>
/// <param name="faults">What shall go wrong.</param>
/// <param name="isCall">A call (RPC) ends its statements with DONEINPROC, a batch with DONE.</param>
/// <param name="cut">Cuts the connection.</param>
/// <param name="stopping">The client has asked to stop, or is gone: nothing more is sent.</param>
internal sealed class ResponseSink(TokenWriter tokens, TdsFaults faults, bool isCall, Action cut, CancellationToken stopping) : IResultSink
{
    // CurCmd of a SELECT (MS-TDS 2.2.7.6): clients do not count its rows as affected.
    private const ushort Select = 0xC1;

    private readonly DoneToken _statementEnd = isCall ? DoneToken.DoneInProcedure : DoneToken.Done;

    // The last statement's DONE waits until it is known whether anything follows.
    private (DoneStatus Status, ushort Command, long RowCount)? _pendingDone;
    private RowEncoder? _rows;
    private long _rowsSent;
    private long? _rowsBeforeDrop;

    /// <summary>The first error's number.</summary>
    public int? ErrorNumber { get; private set; }

    /// <summary>A row was sent in part and cannot be finished: the stream is beyond repair.</summary>
    public bool IsBroken { get; private set; }

    private bool IsStopped => IsBroken || stopping.IsCancellationRequested;

    public void StartResult(IReadOnlyList<ResultColumn> columns)
    {
        if (IsStopped)
        {
            return;
        }

        WritePendingDone(DoneStatus.More);
        _rows = new RowEncoder(columns);
        _rows.WriteColumns(tokens.Packets);
        _rowsSent = 0;
        _rowsBeforeDrop = faults.TakeRowsBeforeDrop();
        DropIfDue();
    }

    public void Row(object?[] values)
    {
        if (IsStopped)
        {
            return;
        }

        var mark = tokens.Packets.Mark;
        var isWhole = false;
        try
        {
            (_rows ?? throw new InvalidOperationException("A row came before its columns.")).WriteRow(tokens.Packets, values);
            isWhole = true;
        }
        finally
        {
            IsBroken = !isWhole && !tokens.Packets.TryReturnTo(mark);
        }

        _rowsSent++;
        DropIfDue();
        if (faults.RowDelay is var delay && delay > TimeSpan.Zero)
        {
            tokens.Packets.Flush();
            stopping.WaitHandle.WaitOne(delay);
        }
    }

    public void EndResult(long rowCount)
    {
        if (_rowsBeforeDrop is not null)
        {
            Drop();
        }

        _pendingDone = (DoneStatus.Count, Select, rowCount);
    }

    public void EndStatement(long? rowCount)
    {
        WritePendingDone(DoneStatus.More);
        _pendingDone = (rowCount is null ? DoneStatus.Final : DoneStatus.Count, 0, rowCount ?? 0);
    }

    public void Message(SqlServerMessage message)
    {
        if (IsStopped)
        {
            return;
        }

        WritePendingDone(DoneStatus.More);
        tokens.Message(message);
        if (message.Class > 10)
        {
            ErrorNumber ??= message.Number;
        }
    }

    public void DatabaseChanged(string oldName, string newName)
    {
        if (IsStopped)
        {
            return;
        }

        WritePendingDone(DoneStatus.More);
        tokens.EnvironmentChange(EnvironmentChange.Database, newName, oldName);
    }

    /// <summary>Ends the response, or one call of several; the message itself stays open.</summary>
    /// <param name="isLast">Nothing follows in this message.</param>
    /// <param name="preparedHandle">What a call that prepares a statement returns.</param>
    public void Finish(bool isLast, int? preparedHandle = null)
    {
        var error = ErrorNumber is null ? DoneStatus.Final : DoneStatus.Error;
        var last = error | (isLast ? DoneStatus.Final : DoneStatus.More);
        if (stopping.IsCancellationRequested)
        {
            // The response ends here with an error; the attention gets an answer of its own.
            tokens.Done(DoneToken.Done, DoneStatus.Error);
        }
        else if (isCall)
        {
            WritePendingDone(DoneStatus.More);
            tokens.ReturnStatus(ErrorNumber ?? 0);
            if (preparedHandle is { } handle)
            {
                tokens.ReturnValue(0, "@handle", handle);
            }

            tokens.Done(DoneToken.DoneProcedure, last);
        }
        else if (ErrorNumber is not null || _pendingDone is null)
        {
            WritePendingDone(DoneStatus.More);
            tokens.Done(DoneToken.Done, last);
        }
        else
        {
            WritePendingDone(last);
        }
    }

    private void WritePendingDone(DoneStatus more)
    {
        if (_pendingDone is var (status, command, rowCount) && !IsStopped)
        {
            tokens.Done(_statementEnd, status | more, command, rowCount);
        }

        _pendingDone = null;
    }

    private void DropIfDue()
    {
        if (_rowsBeforeDrop == _rowsSent)
        {
            Drop();
        }
    }

    private void Drop()
    {
        _rowsBeforeDrop = null;
        tokens.Packets.Flush();
        cut();
    }
}

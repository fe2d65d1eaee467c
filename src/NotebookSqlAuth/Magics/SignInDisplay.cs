using NotebookSqlAuth.Display;
using NotebookSqlAuth.Identity;

namespace NotebookSqlAuth.Magics;

/// <summary>The one display of a sign-in: a card that counts down, replaced at the end whatever the end is, so that no code stays.</summary>
internal sealed class SignInDisplay(ICellContext cell) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private ICellDisplay? _display;
    private Task _countdown = Task.CompletedTask;
    private DeviceCodePrompt? _prompt;
    private bool _completed;

    /// <summary>Shows a code; a later one takes the place of the first.</summary>
    public Task ShowAsync(DeviceCodePrompt prompt, CancellationToken cancellationToken)
    {
        Volatile.Write(ref _prompt, prompt);
        var card = SignInCard.Waiting(prompt, DateTimeOffset.UtcNow);
        if (_display is null)
        {
            _display = cell.Show(card);
            _countdown = CountDownAsync(_display, card, _stop.Token);
        }
        else
        {
            _display.Update(card);
        }

        return Task.CompletedTask;
    }

    /// <summary>Replaces the card, after the last tick of the countdown.</summary>
    public async Task CompleteAsync(CellOutput output)
    {
        _completed = true;
        await StopCountdownAsync();
        if (_display is null)
        {
            cell.Show(output);
        }
        else
        {
            _display.Update(output);
        }
    }

    /// <summary>Takes the code away where the sign-in did not succeed.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopCountdownAsync();
        if (!_completed)
        {
            _display?.Update(ProgressLine.Of("Not signed in. The code is no longer waited for."));
        }

        _stop.Dispose();
    }

    private async Task StopCountdownAsync()
    {
        await _stop.CancelAsync();
        await _countdown;
    }

    private async Task CountDownAsync(ICellDisplay display, CellOutput shown, CancellationToken stop)
    {
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            while (await second.WaitForNextTickAsync(stop))
            {
                var card = SignInCard.Waiting(Volatile.Read(ref _prompt)!, DateTimeOffset.UtcNow);
                if (card != shown)
                {
                    display.Update(card);
                    shown = card;
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The countdown's one way to end.
        }
    }
}

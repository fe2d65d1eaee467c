using NotebookSqlAuth.Display;
using NotebookSqlAuth.Identity;

namespace NotebookSqlAuth.Magics;

/// <summary>The one display of a sign-in: a card that counts down, replaced at the end whatever the end is, so that no code stays.</summary>
internal sealed class SignInDisplay(ICellContext cell) : LiveDisplay(cell)
{
    private DeviceCodePrompt? _prompt;

    /// <summary>Shows a code; a later one takes the place of the first.</summary>
    public Task ShowAsync(DeviceCodePrompt prompt, CancellationToken cancellationToken)
    {
        Volatile.Write(ref _prompt, prompt);
        Redraw();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override CellOutput? Draw() =>
        Volatile.Read(ref _prompt) is { } prompt ? SignInCard.Waiting(prompt, DateTimeOffset.UtcNow) : null;

    /// <summary>Takes the code away where the sign-in did not succeed.</summary>
    protected override CellOutput Abandoned() => ProgressLine.Of("Not signed in. The code is no longer waited for.");
}

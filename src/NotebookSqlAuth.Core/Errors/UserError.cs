using System.Globalization;
using System.Text;

namespace NotebookSqlAuth.Errors;

/// <summary>
/// An error meant for the person at the notebook: what happened, why, what to do next, and a stable code.
/// </summary>
/// <remarks>
/// Holds no token, connection string or parameter value, in any property: build it from names, numbers and
/// server texts only. <see cref="Exception.InnerException"/> is never set, because what third parties put into
/// their exceptions is not ours to vouch for. Instances are immutable and thread-safe.
/// </remarks>
public sealed class UserError : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="code">The stable code, e.g. <c>NSA1207</c>; <see cref="ErrorCodes"/> lists them.</param>
    /// <param name="what">What happened, one sentence.</param>
    /// <param name="why">Why, as far as it is known; may be empty.</param>
    /// <param name="next">What the user does next.</param>
    public UserError(string code, string what, string why, string next)
        : base(Join(code, what, why, next))
    {
        Code = code;
        What = what;
        Why = why;
        Next = next;
    }

    /// <summary>The stable code, e.g. <c>NSA1207</c>.</summary>
    public string Code { get; }

    /// <summary>What happened, one sentence.</summary>
    public string What { get; }

    /// <summary>Why, as far as it is known; empty where it is not.</summary>
    public string Why { get; }

    /// <summary>What the user does next.</summary>
    public string Next { get; }

    /// <summary>When it happened, UTC: what an administrator looks for in the logs.</summary>
    public DateTimeOffset UtcTime { get; } = DateTimeOffset.UtcNow;

    /// <summary>Entra's correlation id, where a request to it was made.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>SqlClient's client connection id, where a connection was tried.</summary>
    public Guid? ClientConnectionId { get; init; }

    /// <summary>The server's error number, where the server answered with one.</summary>
    public int? ServerErrorNumber { get; init; }

    /// <summary>Whether the identity service asks for the person: nothing but signing in anew helps, and waiting does not.</summary>
    public bool AsksToSignInAgain => Code is ErrorCodes.SignInAgain or ErrorCodes.SignedOut or ErrorCodes.MoreProofRequired;

    /// <summary>PRINT texts and notices of the server that came before the error, in order; they are shown with it.</summary>
    public IReadOnlyList<string> ServerMessages { get; init; } = [];

    /// <summary>What an administrator needs to find the attempt, one line: UTC time and the ids that are known.</summary>
    public string SupportLine
    {
        get
        {
            var line = new StringBuilder(UtcTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            if (CorrelationId is not null)
            {
                line.Append(" · correlation id ").Append(CorrelationId);
            }

            if (ClientConnectionId is { } id && id != Guid.Empty)
            {
                line.Append(" · client connection id ").Append(id);
            }

            return line.ToString();
        }
    }

    /// <summary>The same failure in the words of whoever called: its ids, its number and the server's messages stay.</summary>
    public UserError Reworded(string code, string what, string why, string next) => new(code, what, why, next)
    {
        CorrelationId = CorrelationId,
        ClientConnectionId = ClientConnectionId,
        ServerErrorNumber = ServerErrorNumber,
        ServerMessages = ServerMessages,
    };

    private static string Join(string code, string what, string why, string next) =>
        string.Join(' ', new[] { what, Sentence(why), next }.Where(part => part.Length > 0)) + $" [{code}]";

    // The words of a system's own error often have no full stop.
    private static string Sentence(string text) => text.Length > 0 && char.IsLetterOrDigit(text[^1]) ? text + "." : text;
}

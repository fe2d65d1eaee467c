namespace NotebookSqlAuth.Identity;

/// <summary>A bearer token with its end of life. <see cref="ToString"/> shows only the latter.</summary>
/// <remarks>A class with no property that is the token, so that a formatter or a log line cannot print it by accident.</remarks>
public sealed class AccessToken
{
    private readonly string _value;

    internal AccessToken(string value, DateTimeOffset expiresOn)
    {
        _value = value;
        ExpiresOn = expiresOn;
    }

    /// <summary>When it stops working.</summary>
    public DateTimeOffset ExpiresOn { get; }

    /// <summary>The token itself, to be put on a wire and nowhere else. A method, because property walkers would show a property.</summary>
    public string Reveal() => _value;

    /// <inheritdoc/>
    public override string ToString() => $"access token, valid until {ExpiresOn:u}";
}

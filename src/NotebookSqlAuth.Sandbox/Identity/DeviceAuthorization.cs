namespace NotebookSqlAuth.Sandbox.Identity;

/// <summary>One device flow, from the code to the token (RFC 8628). Thread-safe.</summary>
internal sealed class DeviceAuthorization(string deviceCode, string userCode, Guid clientId, RequestedScope scope, DateTimeOffset expiresOn)
{
    private readonly Lock _lock = new();
    private State _state = State.Pending;
    private SandboxUser? _user;
    private DateTimeOffset _expiresOn = expiresOn;

    private enum State
    {
        Pending,
        Approved,
        Declined,
        Redeemed,
    }

    public string DeviceCode { get; } = deviceCode;

    public string UserCode { get; } = userCode;

    public Guid ClientId { get; } = clientId;

    public RequestedScope Scope { get; } = scope;

    /// <summary>When it stops working.</summary>
    public DateTimeOffset ExpiresOn
    {
        get
        {
            lock (_lock)
            {
                return _expiresOn;
            }
        }
    }

    /// <summary>Takes the user's decision; <paramref name="user"/> is null when she declined.</summary>
    public DecisionOutcome Decide(SandboxUser? user, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (now >= _expiresOn)
            {
                return DecisionOutcome.Expired;
            }
            if (_state != State.Pending)
            {
                return DecisionOutcome.AlreadyUsed;
            }
            _user = user;
            _state = user is null ? State.Declined : State.Approved;
            return DecisionOutcome.Taken;
        }
    }

    /// <summary>Gives the user who approved, once.</summary>
    /// <exception cref="EntraException">70016 while nobody has decided, 65004, 70019, or 54005 the second time.</exception>
    public SandboxUser Redeem(DateTimeOffset now)
    {
        lock (_lock)
        {
            switch (_state)
            {
                case State.Declined:
                    throw new EntraException(65004);
                case State.Redeemed:
                    throw new EntraException(54005);
                case var _ when now >= _expiresOn:
                    throw new EntraException(70019);
                case State.Pending:
                    throw new EntraException(70016);
                default:
                    _state = State.Redeemed;
                    return _user!;
            }
        }
    }

    /// <summary>Ends its life now.</summary>
    public void Expire(DateTimeOffset now)
    {
        lock (_lock)
        {
            _expiresOn = now < _expiresOn ? now : _expiresOn;
        }
    }
}

/// <summary>What came of a user's decision.</summary>
internal enum DecisionOutcome
{
    /// <summary>It counts.</summary>
    Taken,

    /// <summary>The code had expired.</summary>
    Expired,

    /// <summary>The code had been used before.</summary>
    AlreadyUsed,
}

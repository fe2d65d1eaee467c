using System.Collections.Concurrent;

namespace NotebookSqlAuth.Sandbox;

/// <summary>Who asked what, and when. Thread-safe; kept in memory for the sandbox's life.</summary>
public sealed class AuditLog
{
    private readonly ConcurrentQueue<AuditEntry> _entries = new();

    /// <summary>Fires after an entry was added, on the thread that added it.</summary>
    public event EventHandler<AuditEntryEventArgs>? Added;

    /// <summary>All entries so far, oldest first.</summary>
    public IReadOnlyList<AuditEntry> Entries => [.. _entries];

    /// <summary>Adds an entry.</summary>
    public void Add(AuditEntry entry)
    {
        _entries.Enqueue(entry);
        Added?.Invoke(this, new AuditEntryEventArgs(entry));
    }
}

/// <summary>One batch, or one login.</summary>
/// <param name="UtcTime">When it came.</param>
/// <param name="UserName">Whose token opened the session.</param>
/// <param name="ApplicationName">What the client calls itself.</param>
/// <param name="Database">The session's database.</param>
/// <param name="Statement">The SQL text, parameters by name only; <c>LOGIN</c> for a login.</param>
/// <param name="ErrorNumber">The error's number where it failed; else null.</param>
public sealed record AuditEntry(
    DateTimeOffset UtcTime, string UserName, string ApplicationName, string Database, string Statement, int? ErrorNumber);

/// <summary>Carries an entry that was just added.</summary>
public sealed class AuditEntryEventArgs(AuditEntry entry) : EventArgs
{
    /// <summary>The entry.</summary>
    public AuditEntry Entry { get; } = entry;
}

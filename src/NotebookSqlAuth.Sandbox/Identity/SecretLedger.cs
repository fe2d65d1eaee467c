using System.Security.Cryptography;
using System.Text;

namespace NotebookSqlAuth.Sandbox.Identity;

/// <summary>Writes down every secret that was issued, so that a test run can search its outputs for them. Without a file it writes nothing.</summary>
/// <remarks>Thread-safe, and safe among processes that share one file.</remarks>
internal sealed class SecretLedger : IDisposable
{
    private readonly string? _file;
    private readonly Mutex? _mutex;

    public SecretLedger(string? file)
    {
        if (string.IsNullOrEmpty(file))
        {
            return;
        }
        _file = Path.GetFullPath(file);
        var name = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(_file)));
        _mutex = new Mutex(
            initiallyOwned: false, "notebooksqlauth-ledger-" + name,
            new NamedWaitHandleOptions { CurrentUserOnly = true, CurrentSessionOnly = false });
    }

    /// <summary>Appends secrets, one a line, before they are handed out.</summary>
    public void Add(params ReadOnlySpan<string> secrets)
    {
        if (_mutex is null)
        {
            return;
        }
        var lines = Encoding.ASCII.GetBytes(string.Join('\n', secrets!) + "\n");
        Enter(_mutex);
        try
        {
            Append(_file!, lines);
        }
        finally
        {
            _mutex.ReleaseMutex();
        }
    }

    public void Dispose() => _mutex?.Dispose();

    private static void Enter(Mutex mutex)
    {
        try
        {
            mutex.WaitOne();
        }
        catch (AbandonedMutexException)
        {
            // Another process died while it wrote. The mutex is ours now; its broken line is followed by whole ones.
        }
    }

    private static void Append(string file, byte[] lines)
    {
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using var stream = new FileStream(file, options);
        stream.Write(lines);
    }
}

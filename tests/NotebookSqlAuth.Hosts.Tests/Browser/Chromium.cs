using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Playwright;
using Xunit;

namespace NotebookSqlAuth.Hosts.Tests.Browser;

/// <summary>A real headless Chromium with a profile of its own, for one test.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] s_places =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/opt/google/chrome/chrome"];

    // Root needs --no-sandbox; the rest keeps the browser from talking to its maker's hosts.
    private static readonly string[] s_arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    // For all that a page is waited for: a kernel's start and a first sign-in, on a machine that is busy.
    private const float Patience = 60_000;

    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("nsa-browser-");
    private IPlaywright _playwright = null!;
    private IBrowserContext _context = null!;

    static Chromium() => Assertions.SetDefaultExpectTimeout(Patience);

    private Chromium()
    {
    }

    /// <summary>Starts the browser, or skips the test where the machine has none.</summary>
    /// <param name="colorScheme">What pages see as the user's preference.</param>
    /// <param name="trustedCertificateFile">One certificate (PEM) that it trusts besides the system's, as a user does who has looked at it; by its key, not by switching checks off.</param>
    public static async Task<Chromium> StartAsync(ColorScheme colorScheme = ColorScheme.Light, string? trustedCertificateFile = null)
    {
        var place = Environment.GetEnvironmentVariable("CHROMIUM") ?? s_places.FirstOrDefault(File.Exists);
        Assert.SkipWhen(place is null, "skipped: needs Chromium (Debian's package chromium, or its path in CHROMIUM)");
        var arguments = trustedCertificateFile is null
            ? s_arguments
            : [.. s_arguments, "--ignore-certificate-errors-spki-list=" + KeyHash(trustedCertificateFile)];

        var chromium = new Chromium { _playwright = await Playwright.CreateAsync() };
        chromium._context = await chromium._playwright.Chromium.LaunchPersistentContextAsync(chromium._profile.FullName, new()
        {
            ExecutablePath = place,
            Headless = true,
            Args = arguments,
            ColorScheme = colorScheme,
            ViewportSize = new() { Width = 1100, Height = 900 },
        });
        chromium._context.SetDefaultTimeout(Patience);
        return chromium;
    }

    /// <summary>A new, empty page.</summary>
    public Task<IPage> NewPageAsync() => _context.NewPageAsync();

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        _playwright.Dispose();
        _profile.Delete(recursive: true);
    }

    private static string KeyHash(string certificateFile)
    {
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(certificateFile);
        return Convert.ToBase64String(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));
    }
}

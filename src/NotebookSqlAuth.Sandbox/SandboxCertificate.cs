using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NotebookSqlAuth.Sandbox;

/// <summary>The sandbox's own self-signed certificate, made at start, and the file that clients pin it by.</summary>
/// <remarks>
/// The private key stays in this process. The file holds the certificate alone and lies in a folder that only
/// its owner may enter; both go on dispose, or when a cell ends its process with <c>Environment.Exit</c>.
/// </remarks>
public sealed class SandboxCertificate : IDisposable
{
    // Serverauth, RFC 5280 section 4.2.1.12.
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    // Chromium refuses more than 398 days; nobody leaves a sandbox running for three months.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    private readonly DirectoryInfo _folder;

    private SandboxCertificate(X509Certificate2 certificate, DirectoryInfo folder, string file)
    {
        Certificate = certificate;
        _folder = folder;
        File = file;
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
    }

    /// <summary>The certificate with its private key, for the endpoints to serve with.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>The full path of the PEM file, without a key.</summary>
    public string File { get; }

    /// <summary>Makes a certificate for <c>localhost</c>, 127.0.0.1 and ::1.</summary>
    public static SandboxCertificate Create()
    {
        var certificate = CreateSelfSigned();
        // On Unix the folder's mode is 0700; on Windows the temporary folder is the user's own.
        var folder = Directory.CreateTempSubdirectory("notebooksqlauth-sandbox-");
        var file = Path.Combine(folder.FullName, "sandbox.pem");
        System.IO.File.WriteAllText(file, certificate.ExportCertificatePem() + "\n");
        return new SandboxCertificate(certificate, folder, file);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        Certificate.Dispose();
        DeleteFolder();
    }

    private void OnProcessExit(object? sender, EventArgs e) => DeleteFolder();

    private void DeleteFolder()
    {
        _folder.Refresh();
        if (_folder.Exists)
        {
            _folder.Delete(recursive: true);
        }
    }

    private static X509Certificate2 CreateSelfSigned()
    {
        // RSA, because SqlClient's TLS 1.2 handshake and every client of the identity endpoint accept it.
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(
            "CN=localhost, OU=NotebookSqlAuth sandbox (no real server), O=NotebookSqlAuth",
            key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([ServerAuthentication], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        // No key usage extension: with one, OpenSSL takes a self-signed certificate as its own issuer only where
        // it may sign certificates, which a server's certificate must not (RFC 5280 section 4.2.1.3).

        var now = DateTimeOffset.UtcNow;
        using var ephemeral = request.CreateSelfSigned(now.AddMinutes(-5), now + Lifetime);
        // Windows' TLS does not take a key that lives in memory only, so the pair goes through PKCS #12 once.
        return X509CertificateLoader.LoadPkcs12(ephemeral.Export(X509ContentType.Pkcs12), password: null);
    }
}

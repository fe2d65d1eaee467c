using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Identity;

/// <summary>A certificate that a loopback server must present, byte for byte.</summary>
internal static class PinnedCertificate
{
    /// <summary>Reads the certificate of a PEM or DER file, DER-encoded.</summary>
    /// <exception cref="UserError">The file is missing or holds no certificate.</exception>
    internal static byte[] Read(string file)
    {
        try
        {
            // The constructor is marked obsolete in .NET 9 only; this assembly targets .NET 8, where it is the one that reads both forms.
            using var certificate = new X509Certificate2(file);
            return certificate.RawData;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new UserError(
                ErrorCodes.InvalidCertificateFile,
                $"Could not read a certificate from `{file}`.",
                File.Exists(file) ? "The file holds none in PEM or DER form, or may not be read." : "There is no such file.",
                "Name the certificate file that the sandbox printed when it started.");
        }
    }
}

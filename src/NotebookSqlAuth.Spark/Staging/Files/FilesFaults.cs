using System.Globalization;
using System.Net;
using System.Security.Authentication;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Spark.Staging.Files;

/// <summary>Turns the Files API's answers into errors with a next step. Its bodies are not shown: they may repeat the request.</summary>
internal static class FilesFaults
{
    internal static UserError Of(string what, HttpStatusCode status, string path) => status switch
    {
        HttpStatusCode.Unauthorized => new(
            ErrorCodes.VolumeTokenRefused, what, "The workspace does not accept the token (401).", "Sign in again; check that the workspace's tenant is yours."),
        HttpStatusCode.Forbidden => new(
            ErrorCodes.VolumeForbidden, what, "The account may not write there (403).", $"Ask for WRITE VOLUME on the volume of {path}, and USE CATALOG and USE SCHEMA above it."),
        HttpStatusCode.NotFound => new(
            ErrorCodes.VolumeNotFound, what, "There is no such volume (404).", "Check the spelling: /Volumes/<catalog>/<schema>/<volume>."),
        HttpStatusCode.Conflict => new(
            ErrorCodes.VolumeRefused, what, "Something of that name is in the way (409).", "Name another folder of the volume."),
        HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => new(
            ErrorCodes.VolumeRefused, what, string.Create(CultureInfo.InvariantCulture, $"The workspace stayed busy over 6 tries ({(int)status})."), "Run the cell again in a minute."),
        _ => new(
            ErrorCodes.VolumeRefused, what, string.Create(CultureInfo.InvariantCulture, $"The workspace refused ({(int)status})."), "Check the host's name and the volume; ask the workspace's administrator."),
    };

    internal static UserError Unreachable(string what, string host, bool untrusted) => untrusted
        ? new(ErrorCodes.VolumeUnreachable, what, $"The certificate of {host} is not trusted. No token was sent to it.", "Check the host's name; behind a proxy that replaces certificates, ask your administrator to install its root certificate.")
        : new(ErrorCodes.VolumeUnreachable, what, $"{host} did not answer.", "Check the host's name and the way to it (firewall, VPN).");

    internal static UserError NoProgress(string what, TimeSpan limit) => new(
        ErrorCodes.VolumeNoProgress,
        what,
        string.Create(CultureInfo.InvariantCulture, $"Nothing moved for {limit.TotalSeconds:0} s."),
        "Check the network; raise ConnectOptions.NoProgressTimeout where it is known to be slow.");

    internal static bool IsUntrusted(HttpRequestException e) => e.HttpRequestError == HttpRequestError.SecureConnectionError && e.InnerException is AuthenticationException;
}

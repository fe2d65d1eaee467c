using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace NotebookSqlAuth.Sandbox.Identity;

/// <summary>Writes answers in the shape of Entra's.</summary>
internal static class EntraResponse
{
    /// <summary>Writes a JSON answer that no cache may keep (RFC 6749 section 5.1).</summary>
    public static Task WriteAsync(HttpContext context, JsonObject body, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Pragma = "no-cache";
        context.Response.Headers["x-ms-request-id"] = context.TraceIdentifier;
        context.Response.Headers["client-request-id"] = CorrelationId(context).ToString();
        return context.Response.WriteAsJsonAsync(body, context.RequestAborted);
    }

    /// <summary>Writes an error: OAuth's fields and those that Entra adds for its support.</summary>
    public static Task WriteErrorAsync(HttpContext context, EntraException exception, string clientId, string resource)
    {
        var error = exception.Error;
        var time = DateTimeOffset.UtcNow.ToString("u", CultureInfo.InvariantCulture);
        var traceId = Guid.NewGuid().ToString();
        context.TraceIdentifier = traceId;
        var correlationId = CorrelationId(context).ToString();
        var wording = error.Wording
            .Replace("{tenant}", Tenant(context), StringComparison.Ordinal)
            .Replace("{client}", clientId, StringComparison.Ordinal)
            .Replace("{resource}", resource, StringComparison.Ordinal)
            .Replace("{detail}", exception.Detail, StringComparison.Ordinal);

        var body = new JsonObject
        {
            ["error"] = error.Code,
            ["error_description"] =
                $"AADSTS{error.Number}: {wording} Trace ID: {traceId} Correlation ID: {correlationId} Timestamp: {time}",
            ["error_codes"] = new JsonArray(error.Number),
            ["timestamp"] = time,
            ["trace_id"] = traceId,
            ["correlation_id"] = correlationId,
        };
        if (error.Suberror is not null)
        {
            body["suberror"] = error.Suberror;
        }
        if (error.Claims is not null)
        {
            body["claims"] = error.Claims;
        }
        return WriteAsync(context, body, error.HttpStatus);
    }

    /// <summary>The tenant that the address names.</summary>
    public static string Tenant(HttpContext context) => (string?)context.Request.RouteValues["tenant"] ?? "";

    // The client's own id where it sends one, so that its log and ours can be laid side by side.
    private static Guid CorrelationId(HttpContext context)
    {
        if (context.Items[typeof(EntraResponse)] is Guid known)
        {
            return known;
        }
        var id = Guid.TryParse(context.Request.Headers["client-request-id"], out var sent) ? sent : Guid.NewGuid();
        context.Items[typeof(EntraResponse)] = id;
        return id;
    }
}

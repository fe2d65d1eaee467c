using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace NotebookSqlAuth.Sandbox.Identity;

/// <summary>The page where a user enters a code, chooses who she is and approves or declines (RFC 8628 section 3.3).</summary>
internal sealed class DevicePageRoute(DeviceAuthorizationStore authorizations, IAntiforgery antiforgery) : IDisposable
{
    /// <summary>Its path.</summary>
    public const string Path = "/devicecode";

    // RFC 8628 section 5.1 asks for a limit: ten wrong codes at once, then ten a minute, of 39 bits each.
    private readonly TokenBucketRateLimiter _guesses = new(new TokenBucketRateLimiterOptions
    {
        TokenLimit = 10,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromSeconds(6),
        QueueLimit = 0,
    });

    /// <summary>GET: the empty form.</summary>
    public Task ShowAsync(HttpContext context) =>
        WriteAsync(context, StatusCodes.Status200OK, DevicePageHtml.Form(NewAntiforgeryToken(context)));

    /// <summary>POST: a decision.</summary>
    public async Task DecideAsync(HttpContext context)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            await ProblemAsync(context, "This page was open for too long, or was not sent from here. Please try again.");
            return;
        }
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var code = form["code"].ToString();
        var approves = form["decision"] == "approve";
        var user = Guid.TryParse(form["user"], out var objectId) ? SandboxUser.Find(objectId) : null;
        if (approves ? user is null : form["decision"] != "decline")
        {
            await ProblemAsync(context, "Choose who signs in.", code);
            return;
        }
        await DecideAsync(context, code, user, approves);
    }

    public void Dispose() => _guesses.Dispose();

    private async Task DecideAsync(HttpContext context, string code, SandboxUser? user, bool approves)
    {
        using var available = _guesses.AttemptAcquire(0);
        if (!available.IsAcquired)
        {
            await ProblemAsync(context, "Too many wrong codes. Wait a minute, then try again.", code, user, StatusCodes.Status429TooManyRequests);
            return;
        }
        var outcome = authorizations.FindByUserCode(code)?.Decide(approves ? user : null, DateTimeOffset.UtcNow);
        if (outcome != DecisionOutcome.Taken)
        {
            _guesses.AttemptAcquire(1).Dispose();
        }
        await (outcome switch
        {
            DecisionOutcome.Taken when approves => DoneAsync(context, $"Signed in as {user!.UserName}. You may close this page and go back to the notebook."),
            DecisionOutcome.Taken => DoneAsync(context, "Declined. Nobody was signed in. You may close this page and go back to the notebook."),
            DecisionOutcome.Expired => ProblemAsync(context, "This code has expired. Run the cell again to get a new one.", code, user),
            DecisionOutcome.AlreadyUsed => ProblemAsync(context, "This code was used already. Run the cell again to get a new one.", code, user),
            _ => ProblemAsync(context, "There is no such code. Check it against the notebook and try again.", code, user),
        });
    }

    private Task ProblemAsync(
        HttpContext context, string problem, string code = "", SandboxUser? user = null, int status = StatusCodes.Status400BadRequest) =>
        WriteAsync(context, status, DevicePageHtml.Form(NewAntiforgeryToken(context), code, user?.ObjectId, problem));

    private static Task DoneAsync(HttpContext context, string text) =>
        WriteAsync(context, StatusCodes.Status200OK, DevicePageHtml.Outcome(text));

    private string NewAntiforgeryToken(HttpContext context) => antiforgery.GetAndStoreTokens(context).RequestToken!;

    private static Task WriteAsync(HttpContext context, int status, string html)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = DevicePageHtml.ContentSecurityPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        return response.WriteAsync(html, context.RequestAborted);
    }
}

using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using System.Xml.Linq;

namespace NotebookSqlAuth.Sandbox.Identity;

/// <summary>Does what a person's browser does on the device page: opens it, fills in the form, sends it with its cookie.</summary>
internal sealed class DevicePageVisitor : IDisposable
{
    private readonly SocketsHttpHandler _handler;
    private readonly HttpClient _http;
    private readonly Uri _page;

    public DevicePageVisitor(Uri page, X509Certificate2 pinned)
    {
        _page = page;
        var expected = pinned.RawDataMemory;
        _handler = new SocketsHttpHandler
        {
            // A proxy's localhost is another machine.
            UseProxy = false,
            AllowAutoRedirect = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                    certificate is X509Certificate2 presented && presented.RawDataMemory.Span.SequenceEqual(expected.Span),
            },
        };
        _http = new HttpClient(_handler);
    }

    /// <summary>Enters a code and decides.</summary>
    /// <param name="userCode">The code.</param>
    /// <param name="user">Who signs in; ignored for a refusal.</param>
    /// <param name="approve">Approve or decline.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidOperationException">The page refused; the message is the page's own.</exception>
    public async Task DecideAsync(string userCode, SandboxUser user, bool approve, CancellationToken cancellationToken)
    {
        var form = Parse(await _http.GetStringAsync(_page, cancellationToken)).Descendants("form").Single();
        var fields = form.Descendants("input")
            .Where(input => (string?)input.Attribute("type") == "hidden")
            .ToDictionary(input => input.Attribute("name")!.Value, input => input.Attribute("value")!.Value);
        fields["code"] = userCode;
        fields["user"] = user.ObjectId.ToString();
        fields["decision"] = approve ? "approve" : "decline";

        using var body = new FormUrlEncodedContent(fields);
        using var response = await _http.PostAsync(new Uri(_page, form.Attribute("action")!.Value), body, cancellationToken);
        var answer = Parse(await response.Content.ReadAsStringAsync(cancellationToken));
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new InvalidOperationException(
                answer.Descendants("p").First(paragraph => (string?)paragraph.Attribute("role") == "alert").Value);
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
    }

    private static XDocument Parse(string html)
    {
        using var reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }
}

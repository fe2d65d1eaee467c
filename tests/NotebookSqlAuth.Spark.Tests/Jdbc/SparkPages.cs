using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace NotebookSqlAuth.Spark.Tests.Jdbc;

/// <summary>Reads all that a Spark application shows over HTTP: each page that a link leads to, and the REST answers.</summary>
internal static partial class SparkPages
{
    private static readonly string[] s_pages = ["jobs/", "stages/", "storage/", "environment/", "executors/", "SQL/", "connect/"];

    private static readonly string[] s_answers = ["jobs", "stages?details=true", "storage/rdd", "environment", "allexecutors", "sql?details=true&planDescription=true&length=10000"];

    /// <summary>The texts of all of them by address, HTML entities decoded.</summary>
    internal static async Task<Dictionary<string, string>> ReadAsync(Uri root, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(handler);
        var texts = new Dictionary<string, string>();
        var due = new Queue<Uri>(s_pages.Select(page => new Uri(root, page)));
        var applications = new Uri(root, "api/v1/applications");
        due.Enqueue(applications);
        var application = ApplicationId().Match(await http.GetStringAsync(applications, cancellationToken)).Groups[1].Value;
        foreach (var answer in s_answers)
        {
            due.Enqueue(new Uri(root, $"api/v1/applications/{application}/{answer}"));
        }

        while (due.TryDequeue(out var address))
        {
            if (texts.ContainsKey(address.PathAndQuery))
            {
                continue;
            }

            using var response = await http.GetAsync(address, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            Assert.True(response.IsSuccessStatusCode, $"{address}: {response.StatusCode}");
            texts.Add(address.PathAndQuery, WebUtility.HtmlDecode(text));
            foreach (Match link in Link().Matches(text))
            {
                // Pages of one thing each (a job, an execution, a session); what kills or downloads is left alone.
                var target = new Uri(address, WebUtility.HtmlDecode(link.Groups[1].Value));
                if (target.Host == root.Host && target.Port == root.Port && OneThing().IsMatch(target.PathAndQuery))
                {
                    due.Enqueue(new UriBuilder(target) { Fragment = "" }.Uri);
                }
            }
        }

        return texts;
    }

    /// <summary>All files below a folder as text.</summary>
    internal static Dictionary<string, string> ReadFiles(DirectoryInfo folder) => folder
        .EnumerateFiles("*", SearchOption.AllDirectories)
        .ToDictionary(file => file.FullName, file =>
        {
            using var reader = new StreamReader(new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), Encoding.Latin1);
            return reader.ReadToEnd();
        });

    [GeneratedRegex("\"id\"\\s*:\\s*\"([^\"]+)\"")]
    private static partial Regex ApplicationId();

    [GeneratedRegex("href=[\"']([^\"'#]+)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^/(?:SQL/execution|connect/session|jobs/job|stages/stage|storage/rdd)/?\?(?:id|attempt|job)=[^&]+(?:&attempt=\d+)?$")]
    private static partial Regex OneThing();
}

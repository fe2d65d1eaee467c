using System.Globalization;
using System.Text;

namespace NotebookSqlAuth.Benchmarks;

/// <summary>Medians of each way, and whether the bars between them are kept.</summary>
internal sealed class Results(Orders orders)
{
    private readonly Dictionary<string, List<WayTime>> _times = [];

    /// <summary>Whether every way that handed over all rows answered the same.</summary>
    public bool AnswersAgree => _times.Values.SelectMany(times => times).Select(time => time.Answer).Where(answer => answer.Length > 0).Distinct().Count() <= 1;

    /// <summary>Whether every bar whose ways were measured is kept.</summary>
    public bool BarsAreMet => Bar.All.All(bar => bar.Ratio(MedianOf) is not { } ratio || bar.IsMetBy(ratio));

    public void Add(string way, WayTime time)
    {
        if (!_times.TryGetValue(way, out var times))
        {
            _times.Add(way, times = []);
        }

        times.Add(time);
    }

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{orders.Frame.Rows.Count:N0} rows x {orders.Frame.Columns.Count} columns; medians in seconds.");
        text.AppendLine().AppendLine("| way | hand over | query | together | least | most |").AppendLine("|---|---|---|---|---|---|");
        foreach (var (way, times) in _times)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {way} | {Median(times, time => time.HandOverSeconds):0.000} | {Median(times, time => time.QuerySeconds):0.000} | {Median(times, time => time.TotalSeconds):0.000} | {times.Min(time => time.TotalSeconds):0.000} | {times.Max(time => time.TotalSeconds):0.000} |");
        }

        text.AppendLine().AppendLine("| bar | measured | |").AppendLine("|---|---|---|");
        foreach (var bar in Bar.All)
        {
            var verdict = bar.Ratio(MedianOf) is { } ratio
                ? string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00} | {(bar.IsMetBy(ratio) ? "met" : "NOT MET")}")
                : "- | not measured";
            text.AppendLine(CultureInfo.InvariantCulture, $"| {bar.Text} | {verdict} |");
        }

        if (!AnswersAgree)
        {
            text.AppendLine().AppendLine("The ways do not agree on the answer:");
            foreach (var (way, times) in _times)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"{way}: {times[0].Answer}");
            }
        }

        return text.ToString();
    }

    private double? MedianOf(string way, Func<WayTime, double> value) => _times.TryGetValue(way, out var times) ? Median(times, value) : null;

    private static double Median(List<WayTime> times, Func<WayTime, double> value)
    {
        var sorted = times.Select(value).Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

using DuckDB.NET.Data;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Orders of 2023 to 2025: growing from year to year, more before Christmas, fewer on weekends.</summary>
internal static class SalesOrders
{
    private static readonly DateTime FirstDay = new(2023, 1, 1);
    private static readonly DateTime DayAfterLast = new(2026, 1, 1);

    /// <summary>Orders per month relative to each other, in percent.</summary>
    private static readonly int[] MonthPercent = [70, 74, 90, 104, 118, 122, 116, 100, 96, 94, 112, 150];

    /// <summary>Sunday first.</summary>
    private static readonly int[] WeekdayPercent = [62, 112, 116, 112, 108, 104, 86];

    public static void Fill(DuckDBConnection connection, SplitMix random, int[] prices)
    {
        using var orders = connection.CreateAppender("sales", "Orders");
        using var lines = connection.CreateAppender("sales", "OrderLines");
        var id = 0;
        foreach (var (day, count) in Days())
        {
            // Orders of a day come in its order, spread over it.
            for (var number = 0; number < count; number++)
            {
                var second = (int)(((long)number * 86_400 / count) + random.Next(86_400 / count));
                Order(++id, day.AddSeconds(second), orders, lines, random, prices);
            }
        }
    }

    private static IEnumerable<(DateTime Day, int Count)> Days()
    {
        var days = Enumerable.Range(0, (DayAfterLast - FirstDay).Days).Select(offset => FirstDay.AddDays(offset)).ToList();
        var total = days.Sum(Weight);
        var (weight, given) = (0L, 0);
        foreach (var day in days)
        {
            weight += Weight(day);
            var until = (int)(weight * SalesData.OrderCount / total);
            yield return (day, until - given);
            given = until;
        }
    }

    private static long Weight(DateTime day) =>
        (1_000 + (day - FirstDay).Days) * MonthPercent[day.Month - 1] * (long)WeekdayPercent[(int)day.DayOfWeek];

    private static void Order(int id, DateTime time, DuckDBAppender orders, DuckDBAppender lines, SplitMix random, int[] prices)
    {
        // Squaring favours the first customers: a few of them order often.
        var customer = 1 + (int)((long)random.Next(SalesData.CustomerCount) * random.Next(SalesData.CustomerCount) / SalesData.CustomerCount);
        var cents = 0L;
        var lineCount = 1 + random.Next(4);
        for (var line = 1; line <= lineCount; line++)
        {
            cents += Line(id, line, lines, random, prices);
        }

        int? discount = random.Chance(30) ? 5 * (1 + random.Next(4)) : null;
        var (status, isShipped) = Status(time, random);
        var row = orders.CreateRow().AppendValue(id).AppendValue(customer).AppendValue(time.Ticks);
        row = isShipped ? row.AppendValue(time.AddMinutes(240 + random.Next(5_500)).Ticks) : row.AppendNullValue();
        row = row.AppendValue(status).AppendValue(Channel(time, random));
        row = discount is { } percent ? row.AppendValue(percent / 100.0) : row.AppendNullValue();
        row.AppendValue(Money(((cents * (100 - (discount ?? 0))) + 50) / 100)).EndRow();
    }

    private static long Line(int order, int line, DuckDBAppender lines, SplitMix random, int[] prices)
    {
        var product = 1 + random.Next(SalesData.ProductCount);
        var quantity = (short)(1 + (prices[product] > 30_000 ? 0 : random.Next(5)));
        var total = (long)prices[product] * quantity;
        lines.CreateRow().AppendValue(order).AppendValue((byte)line).AppendValue(product).AppendValue(quantity)
            .AppendValue(Money(prices[product])).AppendValue(Money(total)).EndRow();
        return total;
    }

    private static (string Status, bool IsShipped) Status(DateTime time, SplitMix random)
    {
        var chance = random.Next(100);
        return (DayAfterLast - time).Days < 4 ? ("Processing", false)
            : chance < 4 ? ("Cancelled", false)
            : chance < 7 ? ("Returned", true)
            : (DayAfterLast - time).Days < 10 ? ("Shipped", true)
            : ("Delivered", true);
    }

    private static string Channel(DateTime time, SplitMix random)
    {
        // The web takes over from the shops.
        var web = 45 + ((time - FirstDay).Days / 50);
        var chance = random.Next(100);
        return chance < web ? "Web" : chance < web + 20 ? "Store" : chance < web + 28 ? "Phone" : "Partner";
    }

    private static decimal Money(long cents) => new((int)cents, (int)(cents >> 32), 0, false, 2);
}

using DuckDB.NET.Data;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Fills the sample database: the same rows on every run and machine, no clock involved.</summary>
internal static class SalesData
{
    public const int CustomerCount = 2_000;
    public const int ProductCount = 200;
    public const int OrderCount = 100_000;

    private const ulong Seed = 20_230_101;

    public static void Fill(DuckDBConnection connection)
    {
        Execute(connection, "CREATE SCHEMA sales");
        foreach (var table in SampleTables.All)
        {
            var columns = table.Columns.Select(column =>
                $"{column.Physical} {TSqlTypes.DuckDbName(column.Type)}{(column.Nullable ? string.Empty : " NOT NULL")}");
            Execute(connection, $"CREATE TABLE {table.Physical} ({string.Join(", ", columns)})");
        }

        var random = new SplitMix(Seed);
        Customers(connection, random);
        var prices = Products(connection, random);
        SalesOrders.Fill(connection, random, prices);
    }

    private static void Customers(DuckDBConnection connection, SplitMix random)
    {
        using var appender = connection.CreateAppender("sales", "Customers");
        for (var id = 1; id <= CustomerCount; id++)
        {
            var (first, last) = (random.Pick(SalesWords.FirstNames), random.Pick(SalesWords.LastNames));
            var place = random.Pick(SalesWords.Places);
            var email = random.Chance(90) ? $"customer{id:0000}@example.com" : null;
            var row = appender.CreateRow().AppendValue(id).AppendValue($"{first} {last}").AppendValue(random.Pick(SalesWords.Segments))
                .AppendValue(random.Pick(place.Cities)).AppendValue(place.Country);
            row = email is null ? row.AppendNullValue() : row.AppendValue(email);
            row.AppendValue((DateOnly?)new DateOnly(2020, 1, 1).AddDays(random.Next(3 * 365))).EndRow();
        }
    }

    private static int[] Products(DuckDBConnection connection, SplitMix random)
    {
        var prices = new int[ProductCount + 1];
        using var appender = connection.CreateAppender("sales", "Products");
        for (var id = 1; id <= ProductCount; id++)
        {
            var ware = SalesWords.Wares[id % SalesWords.Wares.Length];
            var name = $"{random.Pick(SalesWords.Colours)} {random.Pick(ware.Things)} {100 + id}";
            prices[id] = ware.LeastCents + (random.Next(ware.MostCents - ware.LeastCents) / 10 * 10);
            appender.CreateRow().AppendValue(id).AppendValue(name).AppendValue(ware.Category).AppendValue(new decimal(prices[id], 0, 0, false, 2))
                .AppendValue(random.Chance(8)).EndRow();
        }

        return prices;
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

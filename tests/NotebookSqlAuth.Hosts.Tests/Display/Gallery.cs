using System.Globalization;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Display;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Frames;
using NotebookSqlAuth.Identity;
using NotebookSqlAuth.Magics;

namespace NotebookSqlAuth.Hosts.Tests.Display;

/// <summary>One of each output, with values as an analyst has them, to be looked at and measured.</summary>
internal static class Gallery
{
    private static readonly DateTimeOffset Noon = new(2026, 2, 3, 12, 0, 0, TimeSpan.Zero);

    public static string Markup { get; } = string.Join('\n', Outputs().Select(output => output.Html));

    private static IEnumerable<CellOutput> Outputs()
    {
        yield return SignInCard.Waiting(
            new DeviceCodePrompt
            {
                UserCode = "ABCD-EFGH",
                VerificationUri = new Uri("https://microsoft.com/devicelogin"),
                ExpiresOn = Noon.AddMinutes(15),
                Tenant = "organizations",
                ClientId = SignInOptions.DefaultClientId,
                Scope = "https://database.windows.net/.default",
            },
            Noon);
        yield return SignInCard.SignedIn(
            new SignedInAccount("alice@contoso.example", "0a1b2c3d-0000-4000-8000-000000000001", "h", SignInOptions.DefaultClientId, AzureCloud.Public), Noon.AddHours(1), already: false);
        yield return ProgressLine.Of("Connected: `default` is `sales` on `srv`, as `alice@contoso.example`. Queries that name no connection go to it.");
        yield return ProgressLine.OfQuery(1_234_567, TimeSpan.FromSeconds(12.3));
        yield return NoticeLine.Of("Column 3 has the name `Total` again; it is `Total_2` here.");
        yield return ResultTable.Of(Frame());
        yield return ErrorCard.Of(new UserError("NSA1207", "Could not open `sales` on `srv`.", "The database is resuming (40613). Waited 58 s over 4 tries.", "Run the cell again in a minute."));
        yield return MagicHelp.Of(MagicSet.Find("#!sql-query")!);
    }

    private static DataFrame Frame()
    {
        var rows = Enumerable.Range(1, 40).ToList();
        return new DataFrame(
            new Int32DataFrameColumn("OrderId", rows.Select(row => 100_000 + (row * 37))),
            new StringDataFrameColumn("Customer", rows.Select(row => row % 5 == 0 ? null! : row % 7 == 0 ? "NULL" : $"Wörld & Söhne <{row}>")),
            new DecimalDataFrameColumn("Total", rows.Select(row => row % 6 == 0 ? null : (decimal?)(row * row * 12.5m))),
            new BooleanDataFrameColumn("Shipped", rows.Select(row => row % 3 == 0)),
            new DateTimeDataFrameColumn("Ordered", rows.Select(row => Noon.UtcDateTime.Date.AddDays(row))),
            new PrimitiveDataFrameColumn<Guid>("Key", rows.Select(row => new Guid(row, 0, 0, new byte[8]))),
            new BinaryDataFrameColumn("Hash", rows.Select(row => row % 4 == 0 ? null : new byte[row * 8])),
            new StringDataFrameColumn("Remark", rows.Select(row => string.Concat(Enumerable.Repeat("a long remark that goes on ", row)))),
            new DoubleDataFrameColumn("A rather long column name that says a lot about its content", rows.Select(row => Math.Sqrt(row))),
            new StringDataFrameColumn("Région", rows.Select(row => "日本語 " + row.ToString(CultureInfo.InvariantCulture))));
    }
}

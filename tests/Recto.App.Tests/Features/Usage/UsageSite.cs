using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Recto.App.Features.Files;
using Recto.App.Features.Files.Makers;
using Recto.App.Features.Usage;
using Recto.App.Shell;
using Recto.App.Shell.Persons;
using Recto.App.Shell.Usage;
using Recto.App.Tests.Features.Files;
using Recto.App.Tests.Import;
using Recto.App.Tests.Web;
using Recto.Journals.Access;
using Recto.Journals.Usage;
using Recto.Storage.Access;

namespace Recto.App.Tests.Features.Usage;

/// <summary>A site that counts, on one of the databases, with a clock that is set by hand: one open article, one closed, and one of another journal that is free to read and has files.</summary>
internal sealed class UsageSite : IAsyncDisposable
{
    public const string Open = ReadOnlySite.VanAalst;
    public const string Closed = ReadOnlySite.Marchmont;
    public const string Free = FilesSite.Leaf;
    public const string Browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private UsageSite(WebSite web, SteadyClock clock) => (Web, Home, Clock) = (web, new InstitutionSite(web), clock);

    public WebSite Web { get; }

    public InstitutionSite Home { get; }

    public SteadyClock Clock { get; }

    /// <summary>Path of the table of countries; null where there is none.</summary>
    public string? Countries { get; private init; }

    public static UsageMonth Month => UsageMonth.Of(Start);

    /// <summary>The tenth of a month that is over, by the machine's clock too: the commands go by that.</summary>
    public static DateTimeOffset Start { get; } = new(UsageMonth.Of(DateTimeOffset.UtcNow).Plus(-2).First.AddDays(9).ToDateTime(new TimeOnly(8, 0)), TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="kind"><c>sqlite</c> or <c>postgresql</c>; the latter skips the test where there is no server.</param>
    /// <param name="room">How many events may wait; null for as many as always.</param>
    /// <param name="start">What the clock says at the beginning; null for <see cref="Start"/>.</param>
    /// <param name="countries">The lines of a table of countries; null for none.</param>
    /// <param name="shuffled">How many of a hundred readers are shown lists in another order; null for none.</param>
    public static async Task<UsageSite> StartAsync(string kind = "sqlite", int? room = null, DateTimeOffset? start = null, string? countries = null, double? shuffled = null)
    {
        var table = countries is null ? null : Path.Combine(Path.GetTempPath(), $"recto-countries-{Guid.NewGuid():N}.csv");
        if (table is not null)
        {
            await File.WriteAllTextAsync(table, countries, Ct);
        }

        var clock = new SteadyClock(start ?? Start);
        var makers = new FilesMakers();
        var web = await WebSite.StartAsync(builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Services.RemoveAll<IFileMaker>();
            foreach (var maker in makers.All)
            {
                builder.Services.AddSingleton<IFileMaker>(maker);
            }

            if (room is { } most)
            {
                builder.Services.AddSingleton(new UsageQueue(most));
            }
        }, TimeSpan.FromHours(1), options => options with { CountsUsage = true, Usage = new UsageOptions { Platform = "Recto of the tests", Countries = table }, Recommendations = new RecommendationOptions { ShuffledPercent = shuffled } }, kind);
        var site = new UsageSite(web, clock) { Countries = table };
        await site.FillAsync();
        return site;
    }

    /// <summary>Somebody at an address asks for a page.</summary>
    public async Task<HttpResponseMessage> AskAsync(string path, string address, params (string Name, string Value)[] headers) =>
        await Web.GetAsync(path, [("X-Forwarded-For", address), .. headers.Any(header => header.Name == "User-Agent") ? [] : new[] { ("User-Agent", Browser) }, .. headers]);

    /// <summary>The same, and what answers.</summary>
    public async Task<int> StatusAsync(string path, string address, params (string Name, string Value)[] headers)
    {
        using var answer = await AskAsync(path, address, headers);
        await answer.Content.ReadAsByteArrayAsync(Ct);
        return (int)answer.StatusCode;
    }

    /// <summary>Writes what waits, and goes on to the month after, in which the days are counted.</summary>
    public async Task CountAsync()
    {
        // A request is counted when its answer has gone out, which may be a moment after somebody has it.
        for (var (known, same) = (-1L, 0); same < 5;)
        {
            await Web.Services.GetRequiredService<WriteUsage>().WriteAsync(Ct);
            var now = await NumberAsync("SELECT COALESCE(SUM(events + robots + dropped), 0) FROM usage_days");
            (known, same) = (now, now == known ? same + 1 : 0);
            await Task.Delay(50, Ct);
        }

        var after = new DateTimeOffset(Month.Plus(1).First.ToDateTime(new TimeOnly(1, 0)), TimeSpan.Zero);
        if (Clock.GetUtcNow() < after)
        {
            Clock.SetUtcNow(after);
        }

        await Web.Services.GetRequiredService<RollUpUsage>().RunAsync(Ct);
    }

    /// <summary>A key of an institution.</summary>
    public async Task<string> KeyAsync(Guid institution)
    {
        var (key, hash, hint) = AccessKey.Make();
        await using var tx = await Web.Database.BeginAsync(Ct);
        Assert.True(await new AccessKeyStore(Web.Database).AddAsync(tx, new AccessKeyRow(Guid.CreateVersion7(), AccessKeyPurpose.Kbart, institution, "Test", hint, Clock.GetUtcNow(), null), hash, Ct));
        await tx.CommitAsync(Ct);
        return key;
    }

    /// <summary>Adds an institution.</summary>
    public async Task<Institution> InstitutionAsync(string key, string range, params Guid[] parents)
    {
        var institution = await Home.AddAsync(key, [range], null, parents);
        await Home.Known.RenewAsync(Ct);
        return institution;
    }

    /// <summary>A report as the service gives it.</summary>
    /// <param name="id">The report.</param>
    /// <param name="customer">Whose.</param>
    /// <param name="key">The key of an institution.</param>
    /// <param name="more">Further parameters.</param>
    /// <param name="last">The last month; null for <see cref="Month"/>.</param>
    public async Task<byte[]> ReportAsync(string id, string customer, string key, string more = "", UsageMonth? last = null)
    {
        using var answer = await Web.GetAsync($"/r51/reports/{id}?customer_id={customer}&api_key={key}&begin_date={Month}&end_date={last ?? Month}{more}", ("X-Forwarded-For", $"198.51.100.{Random.Shared.Next(1, 250)}"));
        var body = await answer.Content.ReadAsByteArrayAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, System.Text.Encoding.UTF8.GetString(body));
        return body;
    }

    /// <summary>The numbers of a report: title, access type, metric, how often.</summary>
    public static IReadOnlyList<(string Title, string Access, string Metric, long Count)> Numbers(byte[] report) =>
    [
        .. JsonNode.Parse(report)!["Report_Items"]!.AsArray().SelectMany(item => item!["Items"] is JsonArray items ? items.AsEnumerable() : [item])
            .SelectMany(item => item!["Attribute_Performance"]!.AsArray().SelectMany(performance => performance!["Performance"]!.AsObject()
                .Select(metric => ((string?)item["Title"] ?? (string?)item["Item"] ?? "", (string?)performance["Access_Type"] ?? "", metric.Key, metric.Value!.AsObject().Sum(month => month.Value!.GetValue<long>()))))),
    ];

    /// <summary>What the database answers.</summary>
    public async Task<long> NumberAsync(string sql)
    {
        await using var connection = await Web.Database.Source.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(Ct), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The texts that the database answers with.</summary>
    public async Task<IReadOnlyList<string>> TextsAsync(string sql)
    {
        await using var connection = await Web.Database.Source.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var texts = new List<string>();
        while (await reader.ReadAsync(Ct))
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }

    /// <summary>Makes the files of all articles that have none yet.</summary>
    public async Task MakeFilesAsync()
    {
        var make = Web.Services.GetRequiredService<MakeArticleFiles>();
        while (await make.MakeNextAsync(new HashSet<Guid>(), Ct) is not null)
        {
        }
    }

    /// <summary>Runs a command on the site.</summary>
    public Task<int> RectoAsync(params string[] args) => Web.Commands.RectoAsync([.. args, "--data", Web.Commands.Data, .. Web.Database.Options.PostgreSql is { } connection ? (string[])["--database", connection] : []]);

    public async ValueTask DisposeAsync()
    {
        await Web.DisposeAsync();
        if (Countries is not null)
        {
            File.Delete(Countries);
        }
    }

    private async Task FillAsync()
    {
        Assert.Equal(0, await RectoAsync("import", Web.Commands.Write("leaf.xml", Samples.Jats("The leaf"))));
        await Home.RunAsync($"UPDATE articles SET reading = 'closed', has_open_licence = 0, opens_at = NULL WHERE slug = '{Closed["/articles/".Length..]}'");
        await Home.RunAsync($"UPDATE articles SET has_open_licence = 1 WHERE slug = '{Open["/articles/".Length..]}'");
        await Home.RunAsync($"UPDATE articles SET has_open_licence = 0, opens_at = 1 WHERE slug = '{Free["/articles/".Length..]}'");
        await MakeFilesAsync();
    }
}

using System.Buffers;
using System.Text;
using Recto.Journals.Exchange.Counter;
using Recto.Journals.Tests.Usage;
using Recto.Journals.Usage;

namespace Recto.Journals.Tests.Exchange.Counter;

/// <summary>A site of two journals, and its reports.</summary>
internal static class Reports
{
    public static readonly ReportSite Site = new() { Platform = "Recto", PlatformId = "recto", CreatedBy = "Recto", RegistryRecord = null };
    public static readonly ReportCustomer Customer = new("Sample Library", [new("ISNI", "1234123412341234"), new("Proprietary", "recto:c1")]);
    public static readonly DateTimeOffset Created = Readers.At("2026-11-27T12:00:00");
    public static readonly ReportCalendar Calendar = new(new UsageMonth(2026, 1), new UsageMonth(2026, 10), new DateOnly(2026, 11, 27));

    public static readonly Dictionary<Guid, ReportJournal> JournalFacts = new[]
    {
        new ReportJournal
        {
            Id = Readers.Kritika,
            Title = "Kritika",
            Publisher = "Sample Press",
            PublisherIds = [new("ROR", "012abcd34")],
            Ids = new() { Proprietary = "recto:kritika", PrintIssn = "1531-023X", OnlineIssn = "1538-5000", Uri = "https://recto.example/journals/kritika" },
        },
        new ReportJournal { Id = Readers.Archiv, Title = "Archiv", Publisher = "", Ids = new() { Proprietary = "recto:archiv" } },
    }.ToDictionary(journal => journal.Id);

    public static readonly Dictionary<Guid, ReportArticle> ArticleFacts = Enumerable.Range(1, 9).Select(number => new ReportArticle
    {
        Id = Readers.Article(number),
        JournalId = number < 6 ? Readers.Kritika : Readers.Archiv,
        Title = $"Article {number}",
        Authors = [.. Enumerable.Range(1, number).Select(author => new ReportAuthor($"Author {author}", author == 1 ? "0000-0002-1825-0097" : null))],
        Published = number == 2 ? null : new DateOnly(2020, 5, number),
        Version = number == 3 ? "VoR" : null,
        Ids = new() { Doi = $"10.9999/a{number}", Proprietary = $"recto:a{number}", Uri = $"https://doi.org/10.9999/a{number}" },
    }).ToDictionary(article => article.Id);

    public static ReportRequest Request(string report, string query = "", bool isTabular = false)
    {
        var pairs = $"customer_id=c1&begin_date=2026-01&end_date=2026-03&{query}".Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2));
        return ReportRequestReader.Read(ReportDefinition.Find(report)!, [.. pairs.Select(pair => KeyValuePair.Create(pair[0], pair[1]))], "Recto", Calendar, isTabular).Request!;
    }

    public static CounterReport Make(ReportRequest request, IEnumerable<UsageCount> counts) => ReportFromCounts.Make(request, Site, Customer, counts, JournalFacts, ArticleFacts, Created);

    public static ReadOnlyMemory<byte> Json(this CounterReport report)
    {
        var output = new ArrayBufferWriter<byte>();
        CounterJson.Write(report, output);
        return output.WrittenMemory;
    }

    public static string[][] Rows(this CounterReport report)
    {
        var output = new ArrayBufferWriter<byte>();
        CounterTable.Write(report, output);
        return [.. Encoding.UTF8.GetString(output.WrittenSpan).Split('\n')[..^1].Select(line => line.Split('\t'))];
    }

    /// <summary>The sum of a metric over a report.</summary>
    public static long Total(this CounterReport report, MetricType metric) =>
        report.Groups.SelectMany(group => group.Items).SelectMany(item => item.Performance).SelectMany(performance => performance.Metrics).Where(performance => performance.Metric == metric).Sum(performance => performance.Total);

    public static UsageCount Count(MetricType metric, long count, int article = 1, int month = 1, AccessType access = AccessType.Controlled, AccessMethod method = AccessMethod.Regular, int yop = 2020) => new(
        new UsageKey
        {
            ArticleId = Readers.Article(article),
            JournalId = article < 6 ? Readers.Kritika : Readers.Archiv,
            Month = new UsageMonth(2026, month),
            AccessType = access,
            Method = method,
            YearOfPublication = yop,
        },
        metric,
        count);

    public static UsageCount Searches(long count, int month = 1) => new(new UsageKey { Month = new UsageMonth(2026, month), Method = AccessMethod.Regular }, MetricType.SearchesPlatform, count);
}

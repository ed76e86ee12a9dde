using System.Data.Common;
using Recto.Journals.Exchange.Counter;
using Recto.Journals.Usage;
using Recto.Storage.Sql;

namespace Recto.Storage.Usage;

public sealed partial class UsageStore
{
    /// <summary>The counts that a report needs, by one statement, added up by what it tells apart.</summary>
    /// <param name="institutionId">Whose; null for the world.</param>
    /// <param name="request">The report.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<UsageCount>> ListAsync(Guid? institutionId, ReportRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Months.Count == 0)
        {
            return [];
        }

        bool Tells(ReportElement element, bool isFiltered) => isFiltered || request.Attributes.Contains(element);
        var isItem = request.Report.Level == ReportLevel.Item;
        // Searches stand beside items in platform reports: what tells journals and their attributes apart does not matter there.
        string[] apart =
        [
            .. request.Report.Level == ReportLevel.Platform ? [] : new[] { "journal_id" },
            .. isItem ? new[] { "article_id" } : [],
            .. Tells(ReportElement.AccessType, request.AccessTypes is not null) ? new[] { "access_type" } : [],
            .. Tells(ReportElement.AccessMethod, request.AccessMethods is not null) ? new[] { "method" } : [],
            .. Tells(ReportElement.Yop, request.Years is not null) ? new[] { "yop" } : [],
        ];
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command($"""
            SELECT month, {string.Join(", ", NumberColumns.Select(column => $"CAST(SUM({column}) AS BIGINT)"))}{string.Concat(apart.Select(column => ", " + column))}
            FROM {(isItem ? "usage_month_counts" : "usage_title_counts")} WHERE institution_id = @institution AND month BETWEEN @from AND @last
            GROUP BY month{string.Concat(apart.Select(column => ", " + column))}
            """, ("institution", institutionId ?? Guid.Empty), ("from", UsageNumbers.Of(request.Months[0])), ("last", UsageNumbers.Of(request.Months[^1])));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var counts = new List<UsageCount>();
        while (await reader.ReadAsync(ct))
        {
            Read(reader, apart, institutionId, counts);
        }

        return counts;
    }

    /// <summary>The journals of the site as reports describe them, by id.</summary>
    /// <param name="site">The site.</param>
    /// <param name="origin">Scheme and host of the site, without a slash.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyDictionary<Guid, ReportJournal>> ListJournalsAsync(ReportSite site, string origin, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(site);
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("SELECT id, key, title, publisher, print_issn, online_issn FROM journals");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var journals = new Dictionary<Guid, ReportJournal>();
        while (await reader.ReadAsync(ct))
        {
            var (id, key) = (reader.GetGuid(0), reader.GetString(1));
            journals[id] = new ReportJournal
            {
                Id = id,
                Title = reader.GetString(2),
                Publisher = reader.TextOrNull(3) ?? "",
                Ids = new ItemIds { Proprietary = $"{site.PlatformId}:{key}", PrintIssn = reader.TextOrNull(4), OnlineIssn = reader.TextOrNull(5), Uri = $"{origin}/journals/{Uri.EscapeDataString(key)}" },
            };
        }

        return journals;
    }

    /// <summary>The journals that have public issues: what stands in none of them is in press.</summary>
    public async Task<IReadOnlySet<Guid>> ListWithIssuesAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("SELECT DISTINCT journal_id FROM issues WHERE is_draft = 0");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var journals = new HashSet<Guid>();
        while (await reader.ReadAsync(ct))
        {
            journals.Add(reader.GetGuid(0));
        }

        return journals;
    }

    /// <summary>What people did in each of those months, both included.</summary>
    /// <param name="institutionId">Whose; null for the world.</param>
    /// <param name="first">The first month.</param>
    /// <param name="last">The last.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<UsageCount>> ListMonthsAsync(Guid? institutionId, UsageMonth first, UsageMonth last, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command($"""
            SELECT month, {string.Join(", ", NumberColumns.Select(column => $"CAST(SUM({column}) AS BIGINT)"))} FROM usage_title_counts
            WHERE institution_id = @institution AND month BETWEEN @from AND @last AND method = 1 GROUP BY month ORDER BY month
            """, ("institution", institutionId ?? Guid.Empty), ("from", UsageNumbers.Of(first)), ("last", UsageNumbers.Of(last)));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var counts = new List<UsageCount>();
        while (await reader.ReadAsync(ct))
        {
            Read(reader, [], institutionId, counts);
        }

        return counts;
    }

    private static void Read(DbDataReader reader, string[] apart, Guid? institutionId, List<UsageCount> counts)
    {
        Guid? Id(string column) => Array.IndexOf(apart, column) is >= 0 and var at && reader.GetGuid(CountRow.Metrics.Length + 1 + at) is var id && id != Guid.Empty ? id : null;
        int? Number(string column) => Array.IndexOf(apart, column) is >= 0 and var at && reader.GetInt32(CountRow.Metrics.Length + 1 + at) is var number and not 0 ? number : null;
        var key = new UsageKey
        {
            InstitutionId = institutionId,
            ArticleId = Id("article_id"),
            JournalId = Id("journal_id"),
            Month = UsageNumbers.Month(reader.GetInt32(0)),
            AccessType = (AccessType?)Number("access_type"),
            Method = (AccessMethod?)Number("method") ?? AccessMethod.Regular,
            YearOfPublication = Number("yop"),
        };
        for (var i = 0; i < CountRow.Metrics.Length; i++)
        {
            if (reader.GetInt64(i + 1) is > 0 and var count)
            {
                counts.Add(new UsageCount(key, CountRow.Metrics[i], count));
            }
        }
    }
}

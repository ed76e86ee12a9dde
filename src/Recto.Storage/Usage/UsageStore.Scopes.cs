using System.Globalization;
using Recto.Journals.Usage;
using Recto.Storage.Sql;

namespace Recto.Storage.Usage;

/// <summary>How far the counting has come.</summary>
/// <param name="First">The first month of which anything is known.</param>
/// <param name="Through">The last day that was counted.</param>
public sealed record UsageSpan(UsageMonth First, DateOnly Through)
{
    /// <summary>Whether all days of a month were counted.</summary>
    public bool IsWhole(UsageMonth month) => month.Last <= Through;
}

/// <summary>What was used of one article, or of one journal.</summary>
/// <param name="Id">The article or journal.</param>
/// <param name="Title">What it is called; null where it is gone from the site.</param>
/// <param name="Key">Its part of addresses at the desk: id of the article, key of the journal; null where it is gone.</param>
/// <param name="Doi">DOI of the article; null where it has none.</param>
/// <param name="Investigations">Looks at it.</param>
/// <param name="Requests">Texts given.</param>
/// <param name="UniqueRequests">The same, each article once a session.</param>
/// <param name="Denials">Texts refused.</param>
public sealed record UsedTitle(Guid Id, string? Title, string? Key, string? Doi, long Investigations, long Requests, long UniqueRequests, long Denials);

public sealed partial class UsageStore
{
    private const string World = "c.institution_id = @world AND c.method = 1"; // What people did, each once, whoever they came through.

    /// <summary>From when to when use was counted; null before the first day was.</summary>
    public async Task<UsageSpan?> FindSpanAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("""
            SELECT (SELECT MIN(month) FROM usage_title_counts WHERE institution_id = @world), (SELECT MIN(day) FROM usage_days), (SELECT MAX(day) FROM usage_days WHERE rolled_at IS NOT NULL)
            """, ("world", Guid.Empty));
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        UsageMonth?[] begun = [reader.NumberOrNull(0) is { } month ? UsageNumbers.Month(month) : null, reader.NumberOrNull(1) is { } day ? UsageMonth.Of(UsageNumbers.Day(day)) : null];
        return begun.Min() is { } first && reader.NumberOrNull(2) is { } last ? new UsageSpan(first, UsageNumbers.Day(last)) : null;
    }

    /// <summary>What people did with it in each of those months, both included.</summary>
    /// <param name="scope">With what.</param>
    /// <param name="first">The first month.</param>
    /// <param name="last">The last.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<UsageCount>> ListMonthsOfAsync(UsageScope scope, UsageMonth first, UsageMonth last, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scope);
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command($"""
            SELECT c.month, {string.Join(", ", NumberColumns.Select(column => $"CAST(SUM(c.{column}) AS BIGINT)"))} FROM {TableOf(scope)} AND {World} AND {In(first, last)} GROUP BY c.month ORDER BY c.month
            """, ("world", Guid.Empty), ("id", scope.Id ?? Guid.Empty));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var counts = new List<UsageCount>();
        while (await reader.ReadAsync(ct))
        {
            Read(reader, [], null, counts);
        }

        return counts;
    }

    /// <summary>The articles of a journal or an issue, or the journals of the site, of which most was read in those months.</summary>
    /// <param name="scope">A journal, an issue or the site.</param>
    /// <param name="first">The first month.</param>
    /// <param name="last">The last.</param>
    /// <param name="most">How many are given.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<UsedTitle>> ListMostUsedAsync(UsageScope scope, UsageMonth first, UsageMonth last, int most, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var (of, join, names) = scope == UsageScope.Site
            ? ("c.journal_id", "usage_title_counts c LEFT JOIN journals t ON t.id = c.journal_id WHERE c.journal_id <> @world AND ", "t.title, t.key, NULL")
            : ("c.article_id", $"usage_month_counts c LEFT JOIN articles t ON t.id = c.article_id WHERE {(scope.IssueId is null ? "c.journal_id" : "t.issue_id")} = @id AND ", "t.title, t.id, t.doi");
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command($"""
            SELECT u.id, {names}, u.investigations, u.requests, u.unique_requests, u.denials FROM (
                SELECT {of} AS id, CAST(SUM(c.investigations) AS BIGINT) AS investigations, CAST(SUM(c.requests) AS BIGINT) AS requests, CAST(SUM(c.unique_requests) AS BIGINT) AS unique_requests, CAST(SUM(c.no_license + c.limit_exceeded) AS BIGINT) AS denials
                FROM {join}{World} AND {In(first, last)} GROUP BY {of} ORDER BY requests DESC, investigations DESC, id LIMIT @most
            ) u LEFT JOIN {(scope == UsageScope.Site ? "journals" : "articles")} t ON t.id = u.id ORDER BY u.requests DESC, u.investigations DESC, u.id
            """, ("world", Guid.Empty), ("id", scope.Id ?? Guid.Empty), ("most", most));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var used = new List<UsedTitle>();
        while (await reader.ReadAsync(ct))
        {
            used.Add(new UsedTitle(reader.GetGuid(0), reader.TextOrNull(1), reader.IsDBNull(2) ? null : scope == UsageScope.Site ? reader.GetString(2) : reader.GetGuid(2).ToString("D"), reader.TextOrNull(3),
                reader.GetInt64(4), reader.GetInt64(5), reader.GetInt64(6), reader.GetInt64(7)));
        }

        return used;
    }

    private static string TableOf(UsageScope scope) => scope switch
    {
        { ArticleId: not null } => "usage_month_counts c WHERE c.article_id = @id",
        { IssueId: not null } => "usage_month_counts c JOIN articles a ON a.id = c.article_id WHERE a.issue_id = @id",
        { JournalId: not null } => "usage_title_counts c WHERE c.journal_id = @id",
        _ => "usage_title_counts c WHERE 1 = 1",
    };

    // Month by month, for the keys of these tables begin with it: each month is sought, and not the stretch between them.
    private static string In(UsageMonth first, UsageMonth last) =>
        $"c.month IN ({string.Join(", ", first.To(last).Select(month => UsageNumbers.Of(month).ToString(CultureInfo.InvariantCulture)).DefaultIfEmpty("0"))})";
}

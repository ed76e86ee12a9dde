using System.Security.Cryptography;
using Recto.App.Shell;
using Recto.Journals.Desk;
using Recto.Journals.Exchange.Crossref;
using Recto.Journals.Identifiers;
using Recto.Journals.Issues;
using Recto.Storage.Articles;
using Recto.Storage.Audit;
using Recto.Storage.Deposits;
using Recto.Storage.Issues;
using Recto.Storage.Sql;

namespace Recto.App.Features.Deposits.Sending;

/// <summary>Gives DOIs by a journal's pattern to published articles and issues that have none. A DOI that exists is never changed, and none is ever given twice.</summary>
internal sealed class GiveDois(Database database, DepositStore deposits, ArticleStore articles, AuditStore audit, GiveDoi give, TimeProvider time)
{
    private const int Look = 200;
    private const int MostTries = 10_000;

    // Each makes its article anew: somebody waits for the answer.
    private const int MostAtOnce = 100;

    // By itself only what was published just now: an archive gets its DOIs when somebody says so.
    private static readonly TimeSpan JustPublished = TimeSpan.FromDays(2);

    /// <summary>What was given.</summary>
    /// <param name="Given">How many articles and issues got a DOI.</param>
    /// <param name="Lacking">Those that could not, by the variable for which they have nothing.</param>
    /// <param name="HasMore">Whether others may still lack one: a hundred are given at once.</param>
    public sealed record Gift(int Given, IReadOnlyDictionary<string, int> Lacking, bool HasMore = false);

    /// <summary>Gives them.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="settings">Its patterns.</param>
    /// <param name="person">Who; null for the program itself.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Gift> GiveAsync(JournalRow journal, DepositSettings settings, DeskPerson? person, CancellationToken ct)
    {
        var (given, lacking) = (0, new Dictionary<string, int>(StringComparer.Ordinal));
        if (settings.Prefix is not { } prefix)
        {
            return new Gift(0, lacking);
        }

        if (settings.Pattern is { } pattern)
        {
            var number = await deposits.CountDoisAsync(journal.Id, prefix, ct);
            var after = Guid.Empty;
            while (await deposits.ListArticlesWithoutDoiAsync(journal.Id, person is null ? time.GetUtcNow() - JustPublished : null, Look, after, ct) is { Count: > 0 } found)
            {
                foreach (var id in found)
                {
                    if (given >= MostAtOnce)
                    {
                        return new Gift(given, lacking, HasMore: true);
                    }

                    var article = await articles.FindForDeskAsync(id, ct);
                    if (article is null)
                    {
                        continue;
                    }

                    var (record, row) = (article.Article, article.Row);
                    var values = new DoiValues(journal.Journal.Key, row.IssueVolume ?? record.Volume, row.IssueNumber ?? record.Issue, record.Published?.Year ?? row.PublishedAt?.Year, record.FirstPage ?? record.ElocationId, number + 1, "");
                    var (doi, missing, next) = await FreeAsync(prefix, pattern, values, ct);
                    if (doi is { } free && await give(id, free, person, ct))
                    {
                        given++;
                        number = next;
                    }
                    else if (missing is not null)
                    {
                        lacking[missing] = lacking.GetValueOrDefault(missing) + 1;
                    }
                }

                after = found[^1];
            }
        }

        if (settings.IssuePattern is { } issuePattern)
        {
            var number = 0;
            foreach (var issue in await deposits.ListIssuesWithoutDoiAsync(journal.Id, ct))
            {
                var year = PartialDate.TryParse(issue.Published, out var date) ? date?.Year : null;
                var (doi, missing, next) = await FreeAsync(prefix, issuePattern, new DoiValues(journal.Journal.Key, issue.Volume, issue.Number, year, null, number + 1, ""), ct);
                if (doi is not { } free)
                {
                    if (missing is not null)
                    {
                        lacking[missing] = lacking.GetValueOrDefault(missing) + 1;
                    }

                    continue;
                }

                number = next;
                await using var tx = await database.BeginAsync(ct);
                if (await deposits.GiveIssueAsync(tx, issue.Id, free, ct))
                {
                    await audit.AppendAsync(tx, new AuditEntry
                    {
                        PersonId = person?.Id,
                        Person = person?.Name ?? "Recto",
                        Act = "issue.doi",
                        Subject = $"issue/{issue.Id}",
                        SubjectName = IssueNumbers.Of(issue.Volume, issue.Number),
                        JournalId = journal.Id,
                        Details = System.Text.Json.JsonSerializer.Serialize(new { doi = free.Value }),
                    }, time.GetUtcNow(), ct);
                    await tx.CommitAsync(ct);
                    given++;
                }
            }
        }

        return new Gift(given, lacking);
    }

    // The first DOI of the pattern that nothing has: the running number goes on, and where there is none, a number is put behind.
    private async Task<(Doi? Doi, string? Missing, int Number)> FreeAsync(string prefix, string pattern, DoiValues values, CancellationToken ct)
    {
        var grows = pattern.Contains("{number}", StringComparison.Ordinal) || pattern.Contains("{random}", StringComparison.Ordinal);
        for (var i = 0; i < MostTries; i++)
        {
            var now = values with { Number = values.Number + i, Random = DoiPattern.RandomPart(RandomNumberGenerator.GetInt32) };
            if (DoiPattern.Make(prefix, grows || i == 0 ? pattern : $"{pattern}-{i + 1}", now, out var missing) is not { } doi)
            {
                return (null, missing, values.Number);
            }

            if (!await deposits.IsTakenAsync(doi, ct))
            {
                return (doi, null, now.Number);
            }
        }

        return (null, null, values.Number);
    }
}

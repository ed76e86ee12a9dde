using System.Globalization;
using Recto.App.Shell;
using Recto.Journals.Access;
using Recto.Journals.Articles;
using Recto.Journals.CitedBy;
using Recto.Journals.Exchange;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Exchange.Crossref;
using Recto.Journals.Identifiers;
using Recto.Journals.Issues;
using Recto.Storage.Articles;
using Recto.Storage.Deposits;
using Recto.Storage.Issues;

namespace Recto.App.Features.Deposits.Sending;

/// <summary>One DOI that is ready to be sent, alone or with others of its issue.</summary>
/// <param name="Due">What it is.</param>
/// <param name="Group">By what it is told which can go together: its issue.</param>
/// <param name="Deposit">It alone, without the name and the timestamp of a batch.</param>
/// <param name="Fingerprint">What is said of it.</param>
/// <param name="Faults">Why it cannot be sent; none where it can.</param>
internal sealed record PreparedDeposit(DueDeposit Due, string Group, Deposit Deposit, string Fingerprint, IReadOnlyList<string> Faults);

/// <summary>Puts together what is deposited of an article, an issue or a journal.</summary>
internal sealed class PrepareDeposit(DepositStore deposits, ArticleStore articles, CitedByStore citedBy, FinishArticle finish, SiteOptions options, TimeProvider time)
{
    /// <summary>What goes into every deposit and is not in the database.</summary>
    public string Told => $"{DepositFingerprint.Rule} {Site}";

    /// <summary>Puts it together.</summary>
    /// <returns>Null where it is gone, or its file can no longer be read.</returns>
    public async Task<PreparedDeposit?> PrepareAsync(JournalRow journal, DepositSettings settings, DueDeposit due, CancellationToken ct)
    {
        var frame = Frame(journal.Journal, settings);
        var (deposit, group) = due.Kind switch
        {
            DepositKind.Journal => (frame with { Journal = frame.Journal with { Place = new DepositPlace(due.Doi, Site + "/journals/" + journal.Journal.Key) } }, "journal"),
            DepositKind.Issue => (await IssueAsync(frame, journal.Journal, due, ct), due.IssueId?.ToString() ?? ""),
            DepositKind.Article => await ArticleAsync(frame, settings, due, ct),
            _ => throw new System.Diagnostics.UnreachableException(due.Kind.ToString()),
        };
        if (deposit is null)
        {
            return null;
        }

        var faults = DepositNeeds.Find(deposit);
        return new PreparedDeposit(due, group, deposit, faults.Count > 0 ? "" : DepositFingerprint.Of(deposit, ServerOf(settings)), faults);
    }

    /// <summary>Name of the register that a journal deposits at.</summary>
    public static string ServerOf(DepositSettings settings) => settings.IsLive ? "live" : "test";

    /// <summary>The number of a deposit that is made at an instant (<see cref="Deposit.Timestamp"/>).</summary>
    public static long TimestampOf(DateTimeOffset at) => long.Parse(at.UtcDateTime.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>Several of one group in one deposit.</summary>
    public static Deposit Together(IReadOnlyList<PreparedDeposit> items, string batch, long timestamp)
    {
        var first = items[0].Deposit;
        return first with
        {
            BatchId = batch,
            Timestamp = timestamp,
            Journal = first.Journal with { Place = items.Select(item => item.Deposit.Journal.Place).FirstOrDefault(place => place is not null) },
            Issue = first.Issue is null ? null : first.Issue with { Place = items.Select(item => item.Deposit.Issue?.Place).FirstOrDefault(place => place is not null) },
            Articles = [.. items.SelectMany(item => item.Deposit.Articles)],
        };
    }

    private string Site => options.Address ?? "";

    private static Deposit Frame(Journal journal, DepositSettings settings) => new()
    {
        Schema = settings.Schema,
        BatchId = "none",
        Timestamp = 0,
        DepositorName = settings.DepositorName ?? "",
        DepositorEmail = settings.DepositorEmail ?? "",
        Registrant = settings.Registrant ?? "",
        Journal = new DepositJournal
        {
            Title = journal.Title,
            Abbreviation = journal.Abbreviation ?? journal.Details.IsoAbbreviation,
            PrintIssn = journal.PrintIssn,
            OnlineIssn = journal.OnlineIssn,
            Language = journal.Language,
            Archives = settings.Archives ?? [],
            CrossmarkPolicy = Doi.TryParse(settings.CrossmarkPolicy, out var policy) ? policy : null,
            WithArchivalSources = settings.WithArchivalSources,
        },
        Articles = [],
    };

    private async Task<Deposit?> IssueAsync(Deposit frame, Journal journal, DueDeposit due, CancellationToken ct) => await deposits.FindIssueAsync(due.Id, ct) is { } issue
        ? frame with { Issue = new DepositIssue(issue.Volume, issue.Number, issue.Title, issue.Published, new DepositPlace(due.Doi, $"{Site}/journals/{journal.Key}/{issue.Key}")) } : null;

    private async Task<(Deposit?, string)> ArticleAsync(Deposit frame, DepositSettings settings, DueDeposit due, CancellationToken ct)
    {
        if (await articles.FindDepositedAsync(due.Id, ct) is not { } row || await finish(due.Id, ct) is not { } finished)
        {
            return (null, "");
        }

        var (record, path) = (finished.Read.Article, "/articles/" + Uri.EscapeDataString(row.Slug));
        var decision = Asker.Anybody(time.GetUtcNow()).Decide(row.Terms);
        var issue = row.Issue is { } of ? new DepositIssue(of.Volume, of.Number, of.Title, of.Published)
            : record.Volume is not null || record.Issue is not null ? new DepositIssue(record.Volume, record.Issue, null, record.Published) : null;
        var since = DateOnly.FromDateTime((row.PublishedAt ?? finished.Updated).UtcDateTime);
        return (frame with
        {
            Issue = issue,
            Articles =
            [
                new DepositArticle
                {
                    // What has no date of its own appeared when it became public here.
                    Article = record.Published is null ? record with { PublishedOnline = new PartialDate(since.Year, since.Month, since.Day) } : record,
                    Doi = due.Doi,
                    Address = Site + path,
                    PdfAddress = decision.Pdf && row.Files.Contains("pdf") ? Site + ArticleForms.Pdf.Address(row.Slug) : null,
                    XmlAddress = decision.Jats && row.Files.Contains("jats") ? Site + ArticleForms.Jats.Address(row.Slug) : null,
                    FreeSince = decision.Body ? since : null,
                    Institutions = DepositInstitutions.Of(finished.Read.Document.Jats),
                    Citations = settings.WithCitations ? MatchedCitations.Of(CitationsOf(finished, settings), await citedBy.ListMatchedAsync(due.Id, MatchedCitations.LeastConfidence, ct)) : [],
                    Relations = [.. row.Notices.Select(notice => RelationOf(notice, record, since)).OfType<DepositRelation>()],
                },
            ],
        }, row.IssueId?.ToString() ?? $"{issue?.Volume}\u001F{issue?.Number}");
    }

    private static IReadOnlyList<OutgoingCitation> CitationsOf(FinishedArticle article, DepositSettings settings) =>
        OutgoingCitations.Of(article.Read.Document.Jats, Bibliography.Of(article.Apparatus, article.Directory), settings.WithArchivalSources);

    private static DepositRelation? RelationOf((string Type, string Doi) notice, Article record, DateOnly since) =>
        RelationTypes.Read(notice.Type, out _) is { } kind && Doi.TryParse(notice.Doi, out var doi)
            ? new DepositRelation(kind, doi, record.Published is { Month: { } month, Day: { } day } date && day <= DateTime.DaysInMonth(date.Year, month) ? new DateOnly(date.Year, month, day) : since) : null;
}

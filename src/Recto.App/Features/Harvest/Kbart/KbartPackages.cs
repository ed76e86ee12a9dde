using System.Globalization;
using System.Text;
using Recto.Journals.Access;
using Recto.Journals.Exchange.Kbart;
using Recto.Storage.Harvest;

namespace Recto.App.Features.Harvest.Kbart;

/// <summary>A package of titles, as a knowledge base takes it.</summary>
/// <param name="Name">Its part of the file's name: letters, digits and hyphens.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Of">The publisher or the journal; null for others.</param>
/// <param name="Rows">Its rows.</param>
public sealed record KbartPackage(string Name, KbartPackageKind Kind, string? Of, IReadOnlyList<KbartRow> Rows)
{
    /// <summary>How many titles.</summary>
    public int Titles => Rows.Select(row => row.TitleId).Distinct().Count();
}

/// <summary>What a package holds.</summary>
public enum KbartPackageKind
{
    /// <summary>Every title of the site.</summary>
    All = 1,

    /// <summary>Titles of which everybody may read everything.</summary>
    OpenAccess,

    /// <summary>The titles of a publisher.</summary>
    Publisher,

    /// <summary>One title.</summary>
    Journal,
}

/// <summary>Makes the packages of a site.</summary>
internal static class KbartPackages
{
    /// <summary>Name of the package of everything.</summary>
    public const string All = "AllTitles";

    /// <summary>Name of the package of what is free.</summary>
    public const string OpenAccess = "OpenAccess";

    /// <summary>All of them; journals in which nothing is public have no row.</summary>
    public static async Task<IReadOnlyList<KbartPackage>> ReadAsync(HoldingsStore holdings, string origin, Asker anybody, CancellationToken ct)
    {
        var journals = await holdings.ListJournalsAsync(ct);
        var rows = (await holdings.ListAsync(anybody.At, ct)).ToLookup(row => row.Terms.JournalId);
        var withoutText = await holdings.CountWithoutTextAsync(ct);
        var byTitle = journals.GroupBy(journal => Folded(journal.Title)).ToDictionary(same => same.Key, same => same.First().Key);
        var titles = journals.Where(journal => rows[journal.Id].Any()).ToDictionary(journal => journal, journal => Title(journal, [.. rows[journal.Id]], withoutText.GetValueOrDefault(journal.Id), byTitle, origin, anybody));
        IReadOnlyList<KbartRow> every = [.. titles.Values.SelectMany(title => title)];
        return
        [
            new(All, KbartPackageKind.All, null, every),
            new(OpenAccess, KbartPackageKind.OpenAccess, null, [.. every.Where(row => row.IsFree)]),
            .. titles.Where(title => title.Key.Publisher is not null).GroupBy(title => Word(title.Key.Publisher!)).Where(all => all.Key.Length > 0).OrderBy(all => all.Key, StringComparer.Ordinal)
                .Select(all => new KbartPackage(all.Key + "-" + All, KbartPackageKind.Publisher, all.First().Key.Publisher, [.. all.SelectMany(title => title.Value)])),
            .. titles.OrderBy(title => title.Key.Key, StringComparer.Ordinal).Select(title => new KbartPackage("Journal-" + title.Key.Key, KbartPackageKind.Journal, title.Key.Title, title.Value)),
        ];
    }

    /// <summary><c>ExampleOrgPress</c>: letters and digits only, for an underscore parts the name of a file.</summary>
    public static string Word(string text)
    {
        var word = new StringBuilder();
        var begins = true;
        foreach (var rune in text.Normalize(NormalizationForm.FormD).EnumerateRunes().Where(rune => Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark))
        {
            if (Rune.IsLetterOrDigit(rune) && word.Length < 60)
            {
                word.Append((begins ? Rune.ToUpperInvariant(rune) : rune).ToString());
            }

            begins = !Rune.IsLetterOrDigit(rune);
        }

        return word.ToString().Normalize();
    }

    /// <summary>What an institution may read: stretches that its rights open, and what is free for everybody. Journals of which it may read nothing have no row.</summary>
    /// <param name="holdings">What is online.</param>
    /// <param name="origin">Scheme and host of this site.</param>
    /// <param name="institution">A reader of the institution.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<IReadOnlyList<KbartRow>> ReadOfAsync(HoldingsStore holdings, string origin, Asker institution, CancellationToken ct)
    {
        var journals = await holdings.ListJournalsAsync(ct);
        var rows = (await holdings.ListAsync(institution.At, ct)).ToLookup(row => row.Terms.JournalId);
        var withoutText = await holdings.CountWithoutTextAsync(ct);
        var byTitle = journals.GroupBy(journal => Folded(journal.Title)).ToDictionary(same => same.Key, same => same.First().Key);
        return [.. journals.Where(journal => rows[journal.Id].Any()).SelectMany(journal => Title(journal, [.. rows[journal.Id]], withoutText.GetValueOrDefault(journal.Id), byTitle, origin, Asker.Anybody(institution.At), institution))];
    }

    // Of a journal that everybody may read, rows of access type F. Of another, rows P for what is sold, or for what an institution has of it, and rows F with the embargo for what its moving wall has passed.
    private static List<KbartRow> Title(HoldingsJournal journal, IReadOnlyList<HoldingsRow> rows, int withoutText, Dictionary<string, string> byTitle, string origin, Asker anybody, Asker? institution = null)
    {
        var today = DateOnly.FromDateTime(anybody.At.UtcDateTime);
        var open = rows.Where(row => anybody.Decide(row.Terms).Body).Sum(row => row.Articles);
        var articles = rows.Sum(row => row.Articles);
        var depth = withoutText == 0 ? KbartDepth.Fulltext : withoutText >= articles ? KbartDepth.Abstracts : KbartDepth.SelectedArticles;
        var former = journal.Details.FormerTitle;
        var preceding = former is not null && byTitle.TryGetValue(Folded(former), out var known) && known != journal.Key ? known : null;
        var notes = KbartFile.Notes(open > 0 && open < articles, former);
        if (open == articles)
        {
            return [.. Coverages(rows, rows, today).Select(coverage => Row(coverage, isFree: true, null))];
        }

        var sold = institution is null ? rows : [.. rows.Where(row => institution.Decide(row.Terms) is { Body: true, Right: not null })];
        var passed = journal.Policy.MovingWallMonths is null ? [] : rows.Where(row => anybody.Decide(row.Terms).Reason == AccessReason.MovingWall).ToList();
        var wall = journal.Policy.MovingWallMonths ?? 0;
        return
        [
            .. Coverages(sold, rows, today).Select(coverage => Row(coverage, isFree: false, null)),
            .. Coverages(passed, passed, today.AddMonths(-wall)).Select(coverage => Row(coverage, isFree: true, $"P{wall.ToString(CultureInfo.InvariantCulture)}M")),
        ];

        KbartRow Row(KbartCoverage coverage, bool isFree, string? embargo) => new()
        {
            Title = journal.Title,
            PrintIssn = journal.PrintIssn,
            OnlineIssn = journal.OnlineIssn,
            Coverage = coverage,
            Address = $"{origin}/journals/{Uri.EscapeDataString(journal.Key)}",
            TitleId = journal.Key,
            Embargo = embargo,
            Depth = depth,
            Notes = notes,
            Publisher = journal.Publisher,
            PrecedingTitleId = preceding,
            IsFree = isFree,
        };
    }

    // The unbroken stretches of some issues of a journal. A stretch that does not reach the newest issue of all has an end.
    private static IReadOnlyList<KbartCoverage> Coverages(IReadOnlyList<HoldingsRow> some, IReadOnlyList<HoldingsRow> all, DateOnly today)
    {
        var issues = Issues(some);
        if (some.Count == 0)
        {
            return [];
        }

        if (issues.Count == 0)
        {
            // A journal that counts no issues: from its first article on.
            var first = some.Select(row => row.Oldest).Order(StringComparer.Ordinal).FirstOrDefault(date => date is not null);
            return [new KbartCoverage(new KbartIssue(first, null, null), null)];
        }

        var stretches = KbartCoverages.Of(issues, today);
        return issues[^1] == Issues(all)[^1] ? stretches : [.. stretches.SkipLast(1), stretches[^1] with { Last = stretches[^1].Last ?? issues[^1] }];
    }

    private static List<KbartIssue> Issues(IReadOnlyList<HoldingsRow> rows) =>
        [.. rows.Where(row => row.IssueId is not null).DistinctBy(row => row.IssueId).OrderBy(row => row.SortKey, StringComparer.Ordinal).Select(row => new KbartIssue(row.Published ?? row.Oldest, row.Volume, row.Number))];

    private static string Folded(string title) => string.Concat(title.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}

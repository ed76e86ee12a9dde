using Recto.Journals.Usage;

namespace Recto.Journals.Exchange.Counter;

/// <summary>Makes a report of what was counted. Pure: the same counts, in whatever order, and facts give the same report.</summary>
public static class ReportFromCounts
{
    /// <summary>Makes it.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="site">The site.</param>
    /// <param name="customer">Whose usage it is.</param>
    /// <param name="counts">The counts of that customer, at least those of <see cref="ReportRequest.Months"/>; of title and platform reports they may have been added up over the articles.</param>
    /// <param name="journals">The journals that were used.</param>
    /// <param name="articles">The articles that were used; not looked at in title and platform reports.</param>
    /// <param name="created">Now.</param>
    public static CounterReport Make(
        ReportRequest request, ReportSite site, ReportCustomer customer, IEnumerable<UsageCount> counts, IReadOnlyDictionary<Guid, ReportJournal> journals, IReadOnlyDictionary<Guid, ReportArticle> articles, DateTimeOffset created)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(journals);
        ArgumentNullException.ThrowIfNull(articles);
        var used = new UsedItems(request);
        foreach (var count in counts)
        {
            used.Add(count, count.Key.ArticleId is { } id ? articles.GetValueOrDefault(id) : null, count.Key.JournalId is { } of ? journals.GetValueOrDefault(of) : null);
        }

        var facts = new ItemFacts(request, site, journals, articles);
        var items = used.Performances().Select(item => (item.Key.JournalId, Item: facts.Of(item.Key, item.Value))).ToList();
        var groups = request.IncludesParents
            ? items.GroupBy(item => item.JournalId).Select(group => new ReportGroup(facts.Parent(group.Key), Sort(group.Select(item => item.Item)))).OrderBy(group => group.Parent!.Title, Alphabet).ThenBy(group => group.Parent!.Ids.Proprietary, StringComparer.Ordinal).ToList()
            : items.Count == 0 ? [] : [new ReportGroup(null, Sort(items.Select(item => item.Item)))];
        var exceptions = groups.Count == 0 && request.Months.Count > 0
            ? [.. request.Exceptions.Append(CounterNotice.NoUsage()).OrderBy(exception => exception.Code)]
            : request.Exceptions;
        return new CounterReport(new ReportHeader(request, site, customer, created, exceptions), groups);
    }

    private static readonly StringComparer Alphabet = StringComparer.Create(System.Globalization.CultureInfo.InvariantCulture, ignoreCase: true);

    private static IReadOnlyList<ReportItem> Sort(IEnumerable<ReportItem> items) => [.. items.OrderBy(item => item.Title, Alphabet).ThenBy(item => item.Ids?.Proprietary, StringComparer.Ordinal)];

    /// <summary>Describes items.</summary>
    private sealed class ItemFacts(ReportRequest request, ReportSite site, IReadOnlyDictionary<Guid, ReportJournal> journals, IReadOnlyDictionary<Guid, ReportArticle> articles)
    {
        public ReportItem Of((Guid? JournalId, Guid? ArticleId) key, IReadOnlyList<AttributePerformance> performance)
        {
            if (request.Report.Level == ReportLevel.Platform)
            {
                return new ReportItem { Platform = site.Platform, Performance = performance };
            }

            // What is gone from the site was used all the same: it is told by its own key.
            var journal = key.JournalId is { } of ? journals.GetValueOrDefault(of) : null;
            var article = key.ArticleId is { } id ? articles.GetValueOrDefault(id) : null;
            var isItem = request.Report.Level == ReportLevel.Item;
            return new ReportItem
            {
                Title = (isItem ? article?.Title : journal?.Title) ?? "",
                Publisher = journal?.Publisher ?? "",
                PublisherIds = journal?.PublisherIds ?? [],
                Platform = site.Platform,
                Authors = Shows(ReportElement.Authors) && article is not null ? [.. article.Authors.Take(3)] : [],
                Published = Shows(ReportElement.PublicationDate) ? article?.Published : null,
                Version = Shows(ReportElement.ArticleVersion) ? article?.Version : null,
                Ids = (isItem ? article?.Ids : journal?.Ids) ?? Gone(isItem ? key.ArticleId : key.JournalId),
                Performance = performance,
            };
        }

        public ReportParent Parent(Guid? journalId)
        {
            var journal = journalId is { } id ? journals.GetValueOrDefault(id) : null;
            return new ReportParent(journal?.Title ?? "", request.Report.ShowsDataType ? DataType.Journal : null, journal?.Ids ?? Gone(journalId));
        }

        private bool Shows(ReportElement attribute) => request.Attributes.Contains(attribute);

        private ItemIds Gone(Guid? id) => new() { Proprietary = $"{site.PlatformId}:{id:N}" };
    }
}

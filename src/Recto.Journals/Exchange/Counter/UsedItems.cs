using Recto.Journals.Usage;

namespace Recto.Journals.Exchange.Counter;

/// <summary>Adds up counts by what a report tells apart, leaving out what it does not ask for.</summary>
internal sealed class UsedItems(ReportRequest request)
{
    private readonly Dictionary<(Guid? JournalId, Guid? ArticleId), Dictionary<Attributes, SortedDictionary<MetricType, SortedDictionary<UsageMonth, long>>>> _used = [];
    private readonly HashSet<UsageMonth> _months = [.. request.Months];
    private readonly HashSet<MetricType> _metrics = [.. request.Metrics ?? request.Report.Metrics];

    /// <summary>Takes a count.</summary>
    /// <param name="count">It.</param>
    /// <param name="article">Its article; null where it is of none, or gone.</param>
    /// <param name="journal">Its journal; null where it is of none, or gone.</param>
    public void Add(UsageCount count, ReportArticle? article, ReportJournal? journal)
    {
        var key = count.Key;
        var dataType = count.Metric == MetricType.SearchesPlatform ? DataType.Platform : request.Report.Level == ReportLevel.Item ? DataType.Article : DataType.Journal;
        if (count.Count == 0 || !_months.Contains(key.Month) || !_metrics.Contains(count.Metric)
            || !Has(request.DataTypes, dataType) || !Has(request.AccessMethods, key.Method)
            || (request.AccessTypes is { } accessTypes && !(key.AccessType is { } accessType && accessTypes.Contains(accessType)))
            || (request.Years is { } years && !years.Any(span => span.Holds(key.YearOfPublication ?? 0)))
            || (request.ItemId is { } id && !((request.Report.Level == ReportLevel.Item ? article?.Ids : journal?.Ids) is { } ids && id.Means(ids)))
            || (request.AuthorOrcid is { } orcid && article?.Authors.Any(author => author.Orcid == orcid) != true))
        {
            return;
        }

        var item = request.Report.Level switch
        {
            ReportLevel.Platform => default((Guid?, Guid?)),
            ReportLevel.Title => (key.JournalId, null),
            _ => (key.JournalId, key.ArticleId),
        };
        var attributes = new Attributes(
            request.Report.ShowsDataType ? dataType : null,
            Shows(ReportElement.Yop) ? key.YearOfPublication : null,
            Shows(ReportElement.AccessType) ? key.AccessType : null,
            Shows(ReportElement.AccessMethod) ? key.Method : null);
        var months = Get(Get(Get(_used, item), attributes), count.Metric);
        var month = request.IsTotal ? request.Begin : key.Month;
        months[month] = months.GetValueOrDefault(month) + count.Count;
    }

    /// <summary>What was used, each thing once, and of it each combination of attributes once: by kind, the newest years first, by access.</summary>
    public IEnumerable<KeyValuePair<(Guid? JournalId, Guid? ArticleId), IReadOnlyList<AttributePerformance>>> Performances() =>
        _used.Select(item => KeyValuePair.Create(item.Key, (IReadOnlyList<AttributePerformance>)
        [
            .. item.Value
                .OrderBy(pair => pair.Key.DataType is { } type ? CounterWords.Of(type) : "", StringComparer.Ordinal)
                .ThenByDescending(pair => pair.Key.Yop).ThenBy(pair => pair.Key.AccessType).ThenBy(pair => pair.Key.Method)
                .Select(pair => new AttributePerformance
                {
                    DataType = pair.Key.DataType,
                    Yop = pair.Key.Yop,
                    AccessType = pair.Key.AccessType,
                    AccessMethod = pair.Key.Method,
                    Metrics = [.. pair.Value.Select(metric => new MetricPerformance(metric.Key, [.. metric.Value]))],
                }),
        ]));

    private static bool Has<T>(IReadOnlyList<T>? chosen, T value) => chosen is null || chosen.Contains(value);

    private bool Shows(ReportElement attribute) => request.Attributes.Contains(attribute);

    private static TValue Get<TKey, TValue>(IDictionary<TKey, TValue> table, TKey key)
        where TValue : new() => table.TryGetValue(key, out var found) ? found : table[key] = new TValue();

    private readonly record struct Attributes(DataType? DataType, int? Yop, AccessType? AccessType, AccessMethod? Method);
}

using System.Runtime.InteropServices;
using Recto.Journals.Usage;

namespace Recto.Journals.Exchange.Counter;

/// <summary>Adds up counts by what a report tells apart, leaving out what it does not ask for.</summary>
internal sealed class UsedItems(ReportRequest request)
{
    // Of each thing and combination of attributes the numbers by metric and month: a report on thousands of titles has hundreds of thousands of them.
    private readonly Dictionary<(Guid? JournalId, Guid? ArticleId), Dictionary<Attributes, long[]?[]>> _used = [];
    private readonly Dictionary<UsageMonth, int> _months = request.Months.Select((month, i) => KeyValuePair.Create(month, request.IsTotal ? 0 : i)).ToDictionary();
    private readonly IReadOnlyList<UsageMonth> _columns = request.IsTotal ? [request.Begin] : request.Months;
    private readonly MetricType[] _metrics = [.. (request.Metrics ?? request.Report.Metrics).Distinct().Order()];
    private readonly bool _showsYop = request.Attributes.Contains(ReportElement.Yop);
    private readonly bool _showsAccessType = request.Attributes.Contains(ReportElement.AccessType);
    private readonly bool _showsMethod = request.Attributes.Contains(ReportElement.AccessMethod);

    /// <summary>Takes a count.</summary>
    /// <param name="count">It.</param>
    /// <param name="article">Its article; null where it is of none, or gone.</param>
    /// <param name="journal">Its journal; null where it is of none, or gone.</param>
    public void Add(UsageCount count, ReportArticle? article, ReportJournal? journal)
    {
        var key = count.Key;
        var dataType = count.Metric == MetricType.SearchesPlatform ? DataType.Platform : request.Report.Level == ReportLevel.Item ? DataType.Article : DataType.Journal;
        var metric = Array.IndexOf(_metrics, count.Metric);
        if (count.Count == 0 || metric < 0 || !_months.TryGetValue(key.Month, out var month)
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
            _showsYop ? key.YearOfPublication : null,
            _showsAccessType ? key.AccessType : null,
            _showsMethod ? key.Method : null);
        ref var ofItem = ref CollectionsMarshal.GetValueRefOrAddDefault(_used, item, out _);
        ref var numbers = ref CollectionsMarshal.GetValueRefOrAddDefault(ofItem ??= [], attributes, out _);
        numbers ??= new long[_metrics.Length][];
        (numbers[metric] ??= new long[_columns.Count])[month] += count.Count;
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
                    Metrics = [.. Metrics(pair.Value)],
                }),
        ]));

    private static bool Has<T>(IReadOnlyList<T>? chosen, T value) => chosen is null || chosen.Contains(value);

    private IEnumerable<MetricPerformance> Metrics(long[]?[] numbers)
    {
        for (var metric = 0; metric < numbers.Length; metric++)
        {
            if (numbers[metric] is { } months)
            {
                yield return new MetricPerformance(_metrics[metric], [.. Enumerable.Range(0, months.Length).Where(i => months[i] != 0).Select(i => KeyValuePair.Create(_columns[i], months[i]))]);
            }
        }
    }

    private readonly record struct Attributes(DataType? DataType, int? Yop, AccessType? AccessType, AccessMethod? Method);
}

using System.Globalization;
using System.Text.RegularExpressions;
using Recto.Journals.Usage;

namespace Recto.Journals.Exchange.Counter;

/// <summary>Reads the parameters of a request for a report (COUNTER 5.1, 3.3, Report Filters and Report Attributes; Appendix D). Who may ask is not looked at here.</summary>
public sealed partial class ReportRequestReader
{
    private const int Longest = 500;

    private static readonly string[] Required = ["customer_id", "begin_date", "end_date"];
    private static readonly string[] Extensions = ["attributed", "country_code", "subdivision_code"];

    private readonly ReportDefinition _report;
    private readonly Dictionary<string, string> _given = new(StringComparer.Ordinal);
    private readonly List<CounterNotice> _exceptions = [];
    private readonly List<string> _filterFaults = [];
    private readonly List<string> _attributeFaults = [];

    private ReportRequestReader(ReportDefinition report) => _report = report;

    /// <summary>Reads them.</summary>
    /// <param name="report">The report that is asked for.</param>
    /// <param name="query">The parameters as they came, decoded.</param>
    /// <param name="platform">The name of the site.</param>
    /// <param name="calendar">Which months there are.</param>
    /// <param name="isTabular">Whether a table is asked for, on a page: it takes <c>exclude_monthly_details</c> where the service takes <c>granularity</c>.</param>
    public static ReportReading Read(ReportDefinition report, IReadOnlyList<KeyValuePair<string, string>> query, string platform, ReportCalendar calendar, bool isTabular = false)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(calendar);
        return new ReportRequestReader(report).Read(query, platform, calendar, isTabular);
    }

    private ReportReading Read(IReadOnlyList<KeyValuePair<string, string>> query, string platform, ReportCalendar calendar, bool isTabular)
    {
        var unknown = new List<string>();
        foreach (var (name, value) in query)
        {
            if (!Knows(name, isTabular))
            {
                unknown.Add(Short(name));
            }
            else if (value.Length > 0)
            {
                // A list may be given in pieces.
                _given[name] = _given.TryGetValue(name, out var before) ? before + "|" + value : value;
            }
        }

        if (Required.Where(name => !_given.ContainsKey(name)).ToList() is { Count: > 0 } missing)
        {
            return Refuse(CounterNotice.InsufficientInformation("Missing: " + string.Join(", ", missing)));
        }

        var asked = ReportMonths.Read(_given["begin_date"], _given["end_date"], calendar, out var refusal);
        if (asked is null)
        {
            return Refuse(refusal!);
        }

        if (unknown.Count > 0)
        {
            _exceptions.Add(CounterNotice.ParameterNotRecognized(string.Join(", ", unknown.Distinct(StringComparer.Ordinal).Take(20))));
        }

        _exceptions.AddRange(asked.Missing);
        var isView = _report.IsStandardView;
        var request = new ReportRequest
        {
            Report = _report,
            CustomerId = _given["customer_id"],
            Begin = asked.Begin,
            End = asked.End,
            Months = asked.Ready,
            Platform = Platform(platform),
            Metrics = isView ? _report.Metrics : List("metric_type", _report.Metrics),
            DataTypes = isView ? Or(_report.DataTypes) : List("data_type", _report.DataTypes),
            AccessTypes = isView ? Or(_report.AccessTypes) : List("access_type", Enum.GetValues<AccessType>()),
            AccessMethods = isView ? [AccessMethod.Regular] : List("access_method", Enum.GetValues<AccessMethod>()),
            Years = Years(),
            ItemId = ItemId(),
            AuthorOrcid = Author(),
            Attributes = isView ? _report.Attributes : Attributes(),
            IncludesParents = isView ? _report.Level == ReportLevel.Item : Truth("include_parent_details"),
            IsTotal = isTabular ? Truth("exclude_monthly_details") : Granularity(),
        };
        foreach (var extension in Extensions.Where(_given.ContainsKey))
        {
            _filterFaults.Add(Fault(extension));
        }

        if (Truth("include_component_details"))
        {
            _exceptions.Add(CounterNotice.ComponentsNotSupported());
        }

        if (_filterFaults.Count > 0)
        {
            _exceptions.Add(CounterNotice.InvalidFilter(string.Join("; ", _filterFaults)));
        }

        if (_attributeFaults.Count > 0)
        {
            _exceptions.Add(CounterNotice.InvalidAttribute(string.Join("; ", _attributeFaults)));
        }

        return new ReportReading(request with { Exceptions = [.. _exceptions.OrderBy(exception => exception.Code)] }, null);
    }

    private bool Knows(string name, bool isTabular) => name switch
    {
        "customer_id" or "requestor_id" or "api_key" or "platform" or "begin_date" or "end_date" => true,
        _ when _report.IsStandardView => false,
        "metric_type" or "data_type" or "access_method" or "attributes_to_show" or "attributed" or "country_code" or "subdivision_code" => true,
        "granularity" => !isTabular,
        "exclude_monthly_details" => isTabular,
        "access_type" or "yop" or "item_id" => _report.Level != ReportLevel.Platform,
        "author" or "include_parent_details" or "include_component_details" => _report.Level == ReportLevel.Item,
        _ => false,
    };

    private string? Platform(string platform)
    {
        if (!_given.TryGetValue("platform", out var asked))
        {
            return null;
        }

        if (asked.Equals(platform, StringComparison.OrdinalIgnoreCase))
        {
            return platform;
        }

        _filterFaults.Add(Fault("platform"));
        return null;
    }

    private static IReadOnlyList<T>? Or<T>(IReadOnlyList<T> preset) => preset.Count == 0 ? null : preset;

    // All that may be chosen is as good as nothing chosen, and a header names no default.
    private IReadOnlyList<T>? List<T>(string name, IReadOnlyList<T> permitted)
        where T : struct, Enum
    {
        if (Values(name) is not { } values)
        {
            return null;
        }

        var chosen = new SortedSet<T>();
        var wrong = new List<string>();
        foreach (var value in values)
        {
            if (CounterWords.TryParse<T>(value, out var known) && permitted.Contains(known))
            {
                chosen.Add(known);
            }
            else
            {
                wrong.Add(Short(value));
            }
        }

        if (wrong.Count > 0)
        {
            _filterFaults.Add($"{name}={string.Join('|', wrong.Take(20))}");
        }

        return chosen.Count == 0 || chosen.Count == permitted.Count ? null : [.. chosen];
    }

    private IReadOnlyList<YearSpan>? Years()
    {
        if (Values("yop") is not { } values)
        {
            return null;
        }

        var spans = new List<YearSpan>();
        var wrong = new List<string>();
        foreach (var value in values)
        {
            if (YearsPattern().Match(value) is { Success: true } match
                && int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) is > 0 and var first
                && (match.Groups[2].Success ? int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture) : first) is var last && first <= last)
            {
                spans.Add(new YearSpan(first, last));
            }
            else
            {
                wrong.Add(Short(value));
            }
        }

        if (wrong.Count > 0)
        {
            _filterFaults.Add($"yop={string.Join('|', wrong.Take(20))}");
        }

        return spans.Count == 0 ? null : [.. spans.Distinct()];
    }

    private ItemIdFilter? ItemId()
    {
        if (Values("item_id") is not { } values)
        {
            return null;
        }

        var ids = values.Select(ItemIdFilter.Read).ToList();
        if (ids.Count > 1)
        {
            // Of several, none is taken: of one kind the filter holds one, of different kinds they are incongruous.
            if (ids.Select(id => id?.Kind).Distinct().Count() > 1)
            {
                _exceptions.Add(CounterNotice.IncongruousFilter(Fault("item_id")));
            }
            else
            {
                _filterFaults.Add(Fault("item_id"));
            }

            return null;
        }

        if (ids[0] is { } only && (only.Kind != ItemIdKind.Issn || _report.Level == ReportLevel.Title))
        {
            return only;
        }

        _filterFaults.Add(Fault("item_id"));
        return null;
    }

    private string? Author()
    {
        if (!_given.TryGetValue("author", out var author))
        {
            return null;
        }

        if (OrcidPattern().Match(author) is { Success: true } match)
        {
            return match.Groups[1].Value;
        }

        _filterFaults.Add(Fault("author"));
        return null;
    }

    private IReadOnlyList<ReportElement> Attributes()
    {
        var chosen = new SortedSet<ReportElement>();
        var wrong = new List<string>();
        foreach (var value in Values("attributes_to_show") ?? [])
        {
            if (CounterWords.TryParse<ReportElement>(value, out var known) && _report.Attributes.Contains(known))
            {
                chosen.Add(known);
            }
            else
            {
                wrong.Add(Short(value));
            }
        }

        if (wrong.Count > 0)
        {
            _attributeFaults.Add($"attributes_to_show={string.Join('|', wrong.Take(20))}");
        }

        return [.. chosen];
    }

    // The text of the standard says Totals, its schema Total: both are taken.
    private bool Granularity()
    {
        var word = _given.GetValueOrDefault("granularity", "Month");
        var isTotal = word.Equals("Total", StringComparison.OrdinalIgnoreCase) || word.Equals("Totals", StringComparison.OrdinalIgnoreCase);
        if (!isTotal && !word.Equals("Month", StringComparison.OrdinalIgnoreCase))
        {
            _attributeFaults.Add(Fault("granularity"));
        }

        return isTotal;
    }

    private bool Truth(string name)
    {
        var word = _given.GetValueOrDefault(name, "False");
        var isTrue = word.Equals("True", StringComparison.OrdinalIgnoreCase);
        if (!isTrue && !word.Equals("False", StringComparison.OrdinalIgnoreCase))
        {
            _attributeFaults.Add(Fault(name));
        }

        return isTrue;
    }

    private string[]? Values(string name) =>
        _given.TryGetValue(name, out var text) && text.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } values ? values : null;

    private string Fault(string name) => $"{name}={Short(_given[name])}";

    private static string Short(string text) => text.Length <= Longest ? text : text[..Longest] + "…";

    private static ReportReading Refuse(CounterNotice refusal) => new(null, refusal);

    // 2020, 2018-2020
    [GeneratedRegex(@"^([0-9]{4})(?:-([0-9]{4}))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex YearsPattern();

    // ORCID:0000-0002-1825-0097, https://orcid.org/0000-0002-1825-0097
    [GeneratedRegex(@"^(?:ORCID:|https?://orcid\.org/)?([0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X])\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex OrcidPattern();
}

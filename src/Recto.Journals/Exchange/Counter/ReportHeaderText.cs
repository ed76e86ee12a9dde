namespace Recto.Journals.Exchange.Counter;

/// <summary>What a header says of filters and attributes, in the standard's words; defaults are left out (COUNTER 5.1, 3.3, Report Filters and Report Attributes).</summary>
internal static class ReportHeaderText
{
    /// <summary>The metrics; none where all are there.</summary>
    public static IReadOnlyList<string> Metrics(ReportRequest request) => Words(request.Metrics);

    /// <summary>The other filters but for dates, in order; and whether it is a list.</summary>
    public static IEnumerable<(string Name, IReadOnlyList<string> Values, bool IsList)> Filters(ReportRequest request)
    {
        (string Name, IReadOnlyList<string> Values, bool IsList)[] filters =
        [
            ("Data_Type", Words(request.DataTypes), true),
            ("Access_Type", Words(request.AccessTypes), true),
            ("Access_Method", Words(request.AccessMethods), true),
            ("YOP", [.. (request.Years ?? []).Select(span => span.ToString())], true),
            ("Item_ID", One(request.ItemId?.ToString()), false),
            ("Author", One(request.AuthorOrcid is { } orcid ? "ORCID:" + orcid : null), false),
            ("Platform", One(request.Platform), false),
        ];
        return filters.Where(filter => filter.Values.Count > 0);
    }

    /// <summary>The columns that were asked for, and the other attributes.</summary>
    public static (IReadOnlyList<string> Names, IReadOnlyList<KeyValuePair<string, string>> Others) Attributes(ReportRequest request, bool isTabular = false)
    {
        if (request.Report.IsStandardView)
        {
            return ([], []);
        }

        var others = new List<KeyValuePair<string, string>>();
        if (request.IncludesParents)
        {
            others.Add(new("Include_Parent_Details", "True"));
        }

        if (request.IsTotal)
        {
            others.Add(isTabular ? new("Exclude_Monthly_Details", "True") : new("Granularity", "Total"));
        }

        return ([.. request.Attributes.Select(CounterWords.Of)], others);
    }

    private static IReadOnlyList<string> Words<T>(IReadOnlyList<T>? values)
        where T : struct, Enum => [.. (values ?? []).Select(CounterWords.Of)];

    private static IReadOnlyList<string> One(string? value) => value is null ? [] : [value];
}

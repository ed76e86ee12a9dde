using Recto.Journals.Identifiers;

namespace Recto.Journals.Exchange.Kbart;

/// <summary>Parts what is online of a journal into unbroken stretches: where a year or more is missing between two issues, another row begins.</summary>
public static class KbartCoverages
{
    private const int Gap = 12;

    /// <summary>The stretches, oldest first; one without dates where no issue has any.</summary>
    /// <param name="issues">The issues that are online, oldest first.</param>
    /// <param name="today">The day for which it is told.</param>
    public static IReadOnlyList<KbartCoverage> Of(IReadOnlyList<KbartIssue> issues, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(issues);
        if (issues.Count == 0)
        {
            return [];
        }

        var dated = issues.Where(issue => PartialDate.TryParse(issue.Date, out _)).ToList();
        if (dated.Count == 0)
        {
            return [new KbartCoverage(issues[0], null)];
        }

        var usual = Usual(dated);
        var coverages = new List<KbartCoverage>();
        var first = dated[0];
        for (var i = 1; i < dated.Count; i++)
        {
            if (Months(dated[i - 1], dated[i]) - usual >= Gap)
            {
                coverages.Add(new KbartCoverage(first, dated[i - 1]));
                first = dated[i];
            }
        }

        // A journal that is silent for as long as that has no next issue that anybody could count on.
        var now = new KbartIssue(dated[^1].Date is { Length: 4 } ? $"{today.Year:0000}" : $"{today.Year:0000}-{today.Month:00}", null, null);
        coverages.Add(new KbartCoverage(first, Months(dated[^1], now) - usual >= Gap ? dated[^1] : null));
        return coverages;
    }

    // How many months lie between an issue and the next as a rule: the middle of all.
    private static int Usual(List<KbartIssue> dated)
    {
        var steps = dated.Skip(1).Zip(dated, (later, earlier) => Months(earlier, later)).Where(step => step > 0).Order().ToList();
        return steps.Count == 0 ? Gap : Math.Min(steps[(steps.Count - 1) / 2], 2 * Gap);
    }

    private static int Months(KbartIssue earlier, KbartIssue later) => (Date(earlier), Date(later)) switch
    {
        ({ Month: { } begin } from, { Month: { } end } to) => ((to.Year - from.Year) * 12) + end - begin,
        ({ } from, { } to) => (to.Year - from.Year) * 12,
        _ => 0,
    };

    private static PartialDate? Date(KbartIssue issue) => PartialDate.TryParse(issue.Date, out var date) ? date : null;
}

using Recto.Journals.Issues;
using Recto.Storage.Issues;

namespace Recto.App.Shell;

/// <summary>What a journal puts into the frame of its pages.</summary>
internal sealed class JournalFace
{
    private readonly JournalFaceRow _row;

    private JournalFace(JournalFaceRow row) => _row = row;

    /// <summary>The journal's part of the address.</summary>
    public string JournalKey => _row.JournalKey;

    /// <summary>The journal.</summary>
    public Guid JournalId => _row.JournalId;

    /// <summary>Whether the right to mine its articles is reserved; null where their licences decide.</summary>
    public bool? ReservesMining => _row.ReservesMining;

    /// <summary>Whether readers are not shown how often each of its articles was read and cited.</summary>
    public bool HidesMetrics => _row.HidesMetrics;

    /// <summary>Address of its terms for mining: its own, else those that the site writes.</summary>
    /// <param name="origin">Scheme and host of this site.</param>
    public string MiningTerms(string origin) => _row.MiningTerms is { } own && Uri.TryCreate(own, UriKind.Absolute, out var uri) ? uri.AbsoluteUri : $"{origin}/journals/{Uri.EscapeDataString(JournalKey)}/tdm-policy.json";

    /// <summary>Address of the stylesheet with its colour; null where it has none.</summary>
    public string? Stylesheet => JournalColour.TryParse(_row.Colour, out var colour) ? $"/journals/{Uri.EscapeDataString(JournalKey)}/colours.css?v={colour.ToString()[1..]}" : null;

    /// <summary>From what is kept.</summary>
    public static JournalFace Of(JournalFaceRow row) => new(row);

    /// <summary>Address, title and language of the title of each of its pages: in that language where there is one, else in the journal's.</summary>
    /// <param name="language">BCP 47 tag of the interface.</param>
    public IReadOnlyList<(string Address, string Title, string Language)> Links(string language) =>
        [.. _row.Pages.GroupBy(page => page.Key).Select(page => page.First(each => each.Language == Language(page.Select(one => one.Language), language, _row.Language)))
            .Select(page => ($"/journals/{Uri.EscapeDataString(JournalKey)}/pages/{page.Key}", page.Title, page.Language))];

    /// <summary>In which of its languages a page is shown.</summary>
    /// <param name="has">The languages that it has; at least one.</param>
    /// <param name="wished">Language of the interface.</param>
    /// <param name="journal">Main language of the journal; null where it is not known.</param>
    public static string Language(IEnumerable<string> has, string wished, string? journal)
    {
        var all = has.ToList();
        return all.Find(one => one == wished) ?? all.Find(one => one.Split('-')[0] == wished) ?? all.Find(one => one == journal) ?? all[0];
    }
}

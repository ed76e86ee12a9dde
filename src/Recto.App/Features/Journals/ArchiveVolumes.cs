using System.Globalization;
using Recto.Storage.Issues;
using Recto.Storage.Lists;

namespace Recto.App.Features.Journals;

/// <summary>Parts the issues of a journal into volumes. A volume ends where its number does not go on within a year of the issue before: a new series may count from 1 again.</summary>
internal sealed class ArchiveVolumes
{
    // A page holds whole volumes, up to about this many issues; a volume of more stands on several.
    private const int PageIssues = 240;
    private readonly List<Group> _groups = [];

    private ArchiveVolumes(int issues) => Issues = issues;

    /// <summary>How many issues there are.</summary>
    public int Issues { get; }

    /// <summary>The volumes of these issues.</summary>
    /// <param name="places">Newest first.</param>
    public static ArchiveVolumes Of(IReadOnlyList<IssuePlace> places)
    {
        var volumes = new ArchiveVolumes(places.Count);
        var open = new Dictionary<string, Group>(StringComparer.Ordinal);
        foreach (var place in places)
        {
            int? year = place.Published is { Length: >= 4 } date ? int.Parse(date.AsSpan(0, 4), CultureInfo.InvariantCulture) : null;
            var key = place.Volume is { } volume ? "v" + volume : "y" + year;
            if (!open.TryGetValue(key, out var group) || (group.Oldest is { } known && year is { } now && known - now > 1) || group.Places.Count >= PageIssues)
            {
                volumes._groups.Add(open[key] = group = new Group(place.Volume));
            }

            group.Places.Add(place);
            (group.Newest, group.Oldest) = (group.Newest ?? year, year ?? group.Oldest);
        }

        return volumes;
    }

    /// <summary>A page of whole volumes after that place.</summary>
    public (IReadOnlyList<Group> Groups, Cursor? Next) PageAfter(Cursor? after)
    {
        var rest = after is { } place ? _groups.SkipWhile(group => IsBefore(group.Places[0], place)) : _groups;
        var page = new List<Group>();
        var count = 0;
        foreach (var group in rest)
        {
            if (count > 0 && count + group.Places.Count > PageIssues)
            {
                return (page, new Cursor(page[^1].Places[0].SortKey, page[^1].Places[0].Id));
            }

            page.Add(group);
            count += group.Places.Count;
        }

        return (page, null);
    }

    /// <summary>Ways into an archive of more than one page: each decade, newest first, and the place after which its page begins.</summary>
    public IReadOnlyList<(int Year, string After)> Decades() => Issues <= PageIssues ? []
        : [.. _groups.Select(group => group.Newest).OfType<int>().Select(year => year / 10 * 10).Distinct().Select(year => (year, new Cursor((year + 10).ToString("0000", CultureInfo.InvariantCulture), Guid.Empty).ToString()))];

    private static bool IsBefore(IssuePlace newest, Cursor place) => string.CompareOrdinal(newest.SortKey, place.Sort) is var order
        && (order > 0 || (order == 0 && string.CompareOrdinal(newest.Id.ToString(), place.Id.ToString()) >= 0));

    /// <summary>A volume, or the issues of a year that stand in none.</summary>
    internal sealed class Group(string? volume)
    {
        public string? Volume => volume;

        public int? Newest { get; set; }

        public int? Oldest { get; set; }

        public List<IssuePlace> Places { get; } = [];

        /// <summary><c>1934</c>, <c>1934–1935</c>; null where no date is known.</summary>
        public string? Years => (Oldest, Newest) switch
        {
            (int from, int to) when from != to => string.Create(CultureInfo.InvariantCulture, $"{from}–{to}"),
            (_, int year) => year.ToString(CultureInfo.InvariantCulture),
            (int year, _) => year.ToString(CultureInfo.InvariantCulture),
            _ => null,
        };
    }
}

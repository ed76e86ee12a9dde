using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Consistency;

/// <summary>RN0525: two towns of one publisher are joined by a comma here and by a dash, a slash or “and” there. Said once. Only towns that are known to publish are taken for a second town behind a comma, since a state or a country may stand there.</summary>
internal sealed class PlacesJoined : Check
{
    private const string Comma = "a comma";
    private const string Dash = "a dash";
    private const string Slash = "a slash";
    private const string Word = "a word";
    private const string Semicolon = "a semicolon";
    private const int ShortestTown = 4;

    private static readonly (string Mark, string Way)[] Marks =
        [(" and ", Word), (" und ", Word), (" et ", Word), (" y ", Word), (" & ", Word), (" – ", Dash), (" - ", Dash), (" — ", Dash), ("–", Dash), ("—", Dash), (" / ", Slash), ("/", Slash), ("; ", Semicolon), (", ", Comma)];

    private static readonly HashSet<string> NoTowns = new(StringComparer.Ordinal) { "Main", "Oder", "Saale", "Breisgau", "Schweiz", "Donau", "Ruhr" };

    private static readonly HashSet<string> Publishing = new(StringComparer.Ordinal)
    {
        "London", "New York", "Oxford", "Paris", "Berlin", "Leipzig", "Boston", "Chicago", "Madrid", "Barcelona", "Moscow", "Moskva", "Vienna", "Wien", "Zürich", "Zurich", "Leiden", "Amsterdam", "Munich", "München", "Stuttgart", "Göttingen", "Hamburg", "Frankfurt", "Rome", "Roma",
        "Milan", "Milano", "Toronto", "Sydney", "Philadelphia", "Edinburgh", "Geneva", "Genève", "Brussels", "Bruxelles", "Dordrecht", "Basel", "Bern", "Tokyo", "Singapore", "New Delhi", "Los Angeles", "Düsseldorf", "Köln", "Buenos Aires", "Basingstoke", "Abingdon", "Dublin", "Princeton",
    };

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0525", "places-joined", "Two places of publication are joined in two ways", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var ways = Joined(context).GroupBy(use => use.Way, StringComparer.Ordinal).Select(way => way.ToList()).OrderBy(way => way.Count).ThenByDescending(way => way[0].Note).ToList();
        if (ways.Count < 2)
        {
            yield break;
        }

        var others = ways.Skip(1).Select(way => $"by {way[0].Way} in note{(way.Select(use => use.Note).Distinct().Count() == 1 ? "" : "s")} {Named(context, way.Select(use => use.Note))}");
        var rare = ways[0][0];
        yield return At(rare.Note, rare.Span, $"Two places are joined by {rare.Way} here, {string.Join(", ", others)}; join them in one way.");
    }

    private static IEnumerable<HabitUse<string>> Joined(CheckContext context)
    {
        foreach (var (note, reference, _) in Citation.Full(context))
        {
            if (reference is { Kind: ReferenceKind.Book or ReferenceKind.Chapter or ReferenceKind.EditedSource, Publisher: not null, Place: { Text.Length: <= 60 } place } && Imprint.IsWhole(context.Text(note), reference) && WayOf(place.Text) is { } way)
            {
                yield return new HabitUse<string>(way, note, place.Span);
            }
        }
    }

    private static string? WayOf(string place)
    {
        foreach (var (mark, way) in Marks)
        {
            var at = place.IndexOf(mark, StringComparison.Ordinal);
            if (at >= ShortestTown)
            {
                var (first, second) = (place[..at], place[(at + mark.Length)..]);
                var town = second.Split([",", " (", "/", "–", "; ", " and "], StringSplitOptions.None)[0];
                return !IsTown(first) || !IsTown(town) || (way == Comma && !Publishing.Contains(town)) ? null : way;
            }
        }

        return null;
    }

    private static bool IsTown(string name) => name.Length >= ShortestTown && char.IsUpper(name[0]) && char.IsLower(name[1]) && !name.Contains('.', StringComparison.Ordinal) && !name.Any(char.IsAsciiDigit) && !NoTowns.Contains(name);
}

using Recto.Notes.Archives;
using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Notes.Corrections;

/// <summary>A reference as an editor sees and changes it in a form: every field one text, null where the reference has none.</summary>
public sealed record ReferenceValues
{
    private static readonly char[] ListMarks = [';'];

    /// <summary>How it is given.</summary>
    public required ReferenceForm Form { get; init; }

    /// <summary>What sort of thing it cites; does not count for a back reference.</summary>
    public required ReferenceKind Kind { get; init; }

    /// <summary>Authors as <c>Family, Given; Family, Given</c>.</summary>
    public string? Authors { get; init; }

    /// <summary>Editors, written as authors.</summary>
    public string? Editors { get; init; }

    /// <summary>Title; of an idem the title that follows.</summary>
    public string? Title { get; init; }

    /// <summary>Book of a chapter, journal, newspaper.</summary>
    public string? Container { get; init; }

    /// <summary>Place of publication.</summary>
    public string? Place { get; init; }

    /// <summary>Publisher.</summary>
    public string? Publisher { get; init; }

    /// <summary>Year or date of publication.</summary>
    public string? Year { get; init; }

    /// <summary>Volume.</summary>
    public string? Volume { get; init; }

    /// <summary>Issue.</summary>
    public string? Issue { get; init; }

    /// <summary>Pages, or what else follows the work or the back reference.</summary>
    public string? Pages { get; init; }

    /// <summary>The archive: siglum or name.</summary>
    public string? Repository { get; init; }

    /// <summary>Levels from the top down, parted by <c>/</c>. Of a back reference: the one file that differs.</summary>
    public string? Path { get; init; }

    /// <summary>Leaf or leaves.</summary>
    public string? Folio { get; init; }

    /// <summary>Side of the leaf; null where it is not said.</summary>
    public FolioSide? Side { get; init; }

    /// <summary>What the unit or leaf is.</summary>
    public string? Description { get; init; }

    /// <summary>Date of the document.</summary>
    public string? Date { get; init; }

    /// <summary>What a reference says.</summary>
    public static ReferenceValues Of(Reference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var values = new ReferenceValues { Form = reference.Form, Kind = ReferenceKind.Unknown, Pages = reference.Pages?.Text };
        return reference switch
        {
            ArchivalReference archival => values with
            {
                Kind = ReferenceKind.Archival,
                Repository = (archival.Repository ?? archival.RepositoryName)?.Text,
                Path = archival.Path.Count == 0 ? null : string.Join(" / ", archival.Path.Select(level => level.Text)),
                Folio = archival.Folio?.Text,
                Side = archival.Side,
                Description = archival.Description?.Text,
                Date = archival.Date?.Text,
            },
            PublishedReference work => values with
            {
                Kind = work.Kind,
                Authors = Listed(work.Authors),
                Editors = Listed(work.Editors),
                Title = work.Title?.Text,
                Container = work.Container?.Text,
                Place = work.Place?.Text,
                Publisher = work.Publisher?.Text,
                Year = work.Year?.Text,
                Volume = work.Volume?.Text,
                Issue = work.Issue?.Text,
            },
            BackReference back => values with { Title = back.Title?.Text, Path = back.Levels is [.., { Value: var level }] ? level.Text : null },
            _ => values,
        };
    }

    /// <summary>The reference that the values make. What was not changed keeps its place in the note; what was is looked for in the reference's stretch, and where it is not printed it has an empty span.</summary>
    /// <param name="text">The note's text.</param>
    /// <param name="before">The reference as it was read.</param>
    /// <param name="target">Label of the note that a cross-reference names; null for others.</param>
    /// <param name="directory">The archives to know.</param>
    public Reference Make(string text, Reference before, string? target, RepositoryDirectory directory)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(directory);
        var place = new ReferencePlace(text, before.Span);
        return Form switch
        {
            ReferenceForm.Ibid or ReferenceForm.CrossReference => Back(place, before, target),
            ReferenceForm.Idem when Title is null => Back(place, before, target),
            _ when Kind == ReferenceKind.Archival => Archival(place, before, directory),
            _ => Published(place, before),
        };
    }

    private BackReference Back(ReferencePlace place, Reference before, string? target)
    {
        var known = before as BackReference;
        var level = known is { Levels: [.., { } last] } ? last : null;
        return new BackReference
        {
            Span = before.Span,
            Form = Form,
            Confidence = 1,
            Word = known?.Word ?? place.FirstWords(),
            TargetLabel = Form == ReferenceForm.CrossReference ? place.Find(target, known?.TargetLabel) : null,
            Title = place.Find(Title, known?.Title),
            Pages = place.Find(Pages, before.Pages),
            Levels = Path is null ? [] : Path == level?.Value.Text ? known!.Levels : [new ChangedLevel(level?.Level ?? ArchivalLevel.ArchivalFile, place.Find(Path, null)!)],
        };
    }

    private ArchivalReference Archival(ReferencePlace place, Reference before, RepositoryDirectory directory)
    {
        var known = before as ArchivalReference;
        var own = known ?? new ArchivalReference { Span = before.Span, Form = Form, Confidence = 1 };
        var sameArchive = Repository == (own.Repository ?? own.RepositoryName)?.Text;
        var found = Repository is null ? [] : directory.FindBySiglum(Repository) is { Count: > 0 } bySiglum ? bySiglum : directory.FindByName(Repository);
        var levels = Path?.Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        return own with
        {
            Form = Form,
            Confidence = 1,
            Repository = sameArchive ? own.Repository : place.Find(Repository, null),
            RepositoryName = sameArchive ? own.RepositoryName : null,
            RepositoryId = sameArchive ? own.RepositoryId : found.Count > 0 ? found[0].Id : null,
            Path = Path == Of(own).Path ? own.Path : place.FindInOrder(levels),
            Folio = place.Find(Folio, own.Folio),
            Side = Side,
            Description = place.Find(Description, own.Description),
            Date = place.Find(Date, own.Date),
            Pages = place.Find(Pages, own.Pages),
        };
    }

    private PublishedReference Published(ReferencePlace place, Reference before)
    {
        var own = before as PublishedReference ?? new PublishedReference { Span = before.Span, Form = Form, Confidence = 1, Kind = ReferenceKind.Unknown };
        return own with
        {
            Form = Form,
            Kind = Kind == ReferenceKind.Archival ? ReferenceKind.Unknown : Kind,
            Confidence = 1,
            Authors = Persons(Authors, own.Authors, place),
            Editors = Persons(Editors, own.Editors, place),
            Title = place.Find(Title, own.Title),
            Container = place.Find(Container, own.Container),
            Place = place.Find(Place, own.Place),
            Publisher = place.Find(Publisher, own.Publisher),
            Year = place.Find(Year, own.Year),
            Volume = place.Find(Volume, own.Volume),
            Issue = place.Find(Issue, own.Issue),
            Pages = place.Find(Pages, own.Pages),
        };
    }

    private static string? Listed(IReadOnlyList<PersonName> persons) =>
        persons.Count == 0 ? null : string.Join("; ", persons.Select(person => person.Given is null ? person.Family : $"{person.Family}, {person.Given}"));

    private static IReadOnlyList<PersonName> Persons(string? written, IReadOnlyList<PersonName> known, ReferencePlace place)
    {
        if (written == Listed(known))
        {
            return known;
        }

        return [.. (written ?? "").Split(ListMarks, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Person)];

        PersonName Person(string name)
        {
            var comma = name.IndexOf(',', StringComparison.Ordinal);
            var (family, given) = comma < 1 ? (name, null) : (name[..comma].Trim(), name[(comma + 1)..].Trim() is { Length: > 0 } rest ? rest : null);
            return new PersonName(family, given, place.FindFirst(given is null ? [family] : [$"{given} {family}", $"{family}, {given}", family]));
        }
    }
}

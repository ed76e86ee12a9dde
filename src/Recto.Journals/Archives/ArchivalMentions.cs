using System.Text.RegularExpressions;
using Recto.Notes.Archives;
using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.Journals.Archives;

/// <summary>Finds every place in the notes of an article that cites a unit of an archive, back references too.</summary>
public sealed partial class ArchivalMentions
{
    /// <summary>Raised whenever the same notes would give other mentions; the index is then made anew.</summary>
    public const string Version = "4";

    private const int LongestWritten = 200;

    private readonly UnitReader _reader;
    private readonly Apparatus _apparatus;
    private readonly Dictionary<(int Note, int Reference), Place> _places = [];
    private readonly Dictionary<string, Place> _sources = new(StringComparer.Ordinal);
    private readonly List<ArchivalMention> _mentions = [];
    private ArchivalUnit? _last;

    private ArchivalMentions(UnitReader reader, Apparatus apparatus) => (_reader, _apparatus) = (reader, apparatus);

    private readonly record struct Place(ArchivalUnit Unit, IReadOnlyList<LeafRange> Leaves);

    /// <summary>The mentions in document order; empty where the notes cite no archive.</summary>
    /// <param name="apparatus">The notes, read and resolved.</param>
    /// <param name="reader">Reads units.</param>
    public static IReadOnlyList<ArchivalMention> Of(Apparatus apparatus, UnitReader reader)
    {
        ArgumentNullException.ThrowIfNull(apparatus);
        ArgumentNullException.ThrowIfNull(reader);
        var mentions = new ArchivalMentions(reader, apparatus);
        mentions.Run();
        mentions._mentions.Sort((left, right) => (left.Note, left.Reference, left.Part).CompareTo((right.Note, right.Reference, right.Part)));
        return mentions._mentions;
    }

    private void Run()
    {
        var later = new List<(int Note, int Reference)>();
        for (var note = 0; note < _apparatus.Notes.Count; note++)
        {
            var references = _apparatus.Notes[note].References;
            for (var i = 0; i < references.Count; i++)
            {
                if (references[i].Kind != ReferenceKind.Archival)
                {
                    continue;
                }

                if (references[i].Reference is ArchivalReference archival)
                {
                    Own(archival, references[i], note, i);
                }
                else if (!Borrowed(references[i], note, i))
                {
                    later.Add((note, i));
                }
            }
        }

        // They point to what comes after them.
        foreach (var (note, i) in later)
        {
            Borrowed(_apparatus.Notes[note].References[i], note, i);
        }
    }

    private void Own(ArchivalReference reference, ResolvedReference resolved, int note, int index)
    {
        var text = _apparatus.Notes[note].Note.Text;
        var units = _reader.ReadAll(reference, text, _last);
        if (units is not [var unit, ..])
        {
            return;
        }

        _last = unit;

        // An editor says that it is another source than its words say.
        if (resolved is { Origin: ReadingOrigin.Editor, SourceId: { } said } && _sources.TryGetValue(said, out var same))
        {
            units = [same.Unit];
        }

        var leaves = reference.Folio is { } folio ? LeafReader.Read(folio.Text, reference.Side) : [];
        var place = new Place(units[0], units.Count == 1 ? leaves : []);
        _places[(note, index)] = place;
        if (resolved.SourceId is { } source)
        {
            _sources.TryAdd(source, place);
        }

        // Of several files the leaves are the last one's.
        var part = 0;
        for (var i = 0; i < units.Count; i++)
        {
            part = Add(new Place(units[i], i == units.Count - 1 ? leaves : []), note, index, part, mention => mention with { Written = Written(reference, text), FormerName = FormerName(reference, mention.Unit) });
        }
    }

    // False where what it points to is not known yet.
    private bool Borrowed(ResolvedReference resolved, int note, int index)
    {
        var target = resolved.RefersTo is { NoteIndex: { } at } to && _places.TryGetValue((at, to.Reference ?? 0), out var exact) ? exact : (Place?)null;
        var known = target ?? (resolved.SourceId is { } id && _sources.TryGetValue(id, out var source) ? source with { Leaves = [] } : null);
        if (known is not { } place)
        {
            return false;
        }

        if (resolved.Reference is BackReference { Levels: { Count: > 0 } levels })
        {
            place = new Place(_reader.With(place.Unit, levels) ?? Above(place.Unit), []);
        }

        // Ibid., 126: another leaf. Ibid. alone is the same, where one note is meant and not only its source.
        else if (resolved.Reference.Pages is null && Rest(resolved.Reference, _apparatus.Notes[note].Note.Text) is { } rest)
        {
            place = Elsewhere(place, rest);
        }

        if (resolved.Reference.Pages is { } pages)
        {
            place = place with { Leaves = LeafReader.Read(pages.Text, null) };
        }

        _places[(note, index)] = place;
        if (resolved.SourceId is { } own)
        {
            _sources.TryAdd(own, place);
        }

        Add(place, note, index, 0, mention => mention with { FromLabel = resolved.RefersTo?.Label ?? "" });
        return true;
    }

    // Gives the number of the next part.
    private int Add(Place place, int note, int index, int part, Func<ArchivalMention, ArchivalMention> told)
    {
        for (var i = 0; i < Math.Max(1, place.Leaves.Count); i++)
        {
            _mentions.Add(told(new ArchivalMention { Unit = place.Unit, Note = note, Reference = index, Part = part++, Leaf = i < place.Leaves.Count ? place.Leaves[i] : null }));
        }

        return part;
    }

    // What a back reference says besides the word that points, where it holds a number; null where it holds none.
    private static string? Rest(Reference reference, string text)
    {
        if (reference is not BackReference back || back.Span.End > text.Length)
        {
            return null;
        }

        var from = Math.Max(back.Word.Span.End, back.TargetLabel?.Span.End ?? 0);
        return from < back.Span.End && text[from..back.Span.End] is var rest && rest.AsSpan().ContainsAnyInRange('0', '9') ? rest : null;
    }

    // Ibid., lib. 1381, fols. 152–178: another part of what holds the unit, and we do not know which level it is. Ibid., April 1, 1843, 128: a leaf behind a date.
    private static Place Elsewhere(Place place, string rest) =>
        Labelled().IsMatch(rest) ? new Place(Above(place.Unit), [])
        : place with { Leaves = LastNumber().Match(rest) is { Success: true } leaf ? LeafReader.Read(leaf.Groups["leaf"].Value, null) : [] };

    private static ArchivalUnit Above(ArchivalUnit unit) => unit.Address.Parent is { } parent ? unit with { Address = parent, Printed = [.. unit.Printed.Take(parent.Segments.Count)] } : unit;

    [GeneratedRegex("""(?:^|[\s,;(])(?:lib|box|vol|no|nr|folder|file|reel|roll|carton|book|ms|mss|d|op|f|t|bd|leg|fasc)s?\.?\s?[0-9IVXLC]""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Labelled();

    [GeneratedRegex(""",\s(?!1[5-9][0-9]{2}\W*$|20[0-9]{2}\W*$)(?<leaf>[0-9]{1,4}[rv]?(?:\s?[-–]\s?[0-9]{1,4}[rv]?)?)\W*$""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LastNumber();

    private string? FormerName(ArchivalReference reference, ArchivalUnit unit)
    {
        if ((reference.Repository ?? reference.RepositoryName)?.Text is not { Length: <= LongestWritten } printed || reference.RepositoryId is null || _reader.Directory.Find(unit.Address.Archive) is not { } archive)
        {
            return null;
        }

        var isNow = archive.Sigla.Append(archive.Name).Append(archive.EnglishName).Concat(archive.OtherNames).Any(name => name.Equals(printed, StringComparison.OrdinalIgnoreCase));
        var isFormer = reference.RepositoryId != archive.Id || archive.Former.Any(former => former.Sigla.Append(former.Name).Any(name => name.Equals(printed, StringComparison.OrdinalIgnoreCase)));
        return isFormer && !isNow ? printed : null;
    }

    // From the archive's name to the last level, as it stands in the note; the leaf, where it comes last, is not of it.
    private static string? Written(ArchivalReference reference, string text)
    {
        Field?[] fields = [reference.RepositoryName, reference.Repository, reference.Series, .. reference.Path];
        var spans = fields.OfType<Field>().Select(field => field.Span).Where(span => span.End <= text.Length && span.Start < span.End).ToList();
        if (spans.Count == 0)
        {
            return null;
        }

        var start = spans.Min(span => span.Start);
        if (reference.Path is [var first, ..] && start == first.Span.Start)
        {
            start = Math.Max(reference.Span.Start, BeforeLabel(text, start));
        }

        var end = spans.Max(span => span.End);
        return BoundedText.Shortened(text[start..end].Trim(), LongestWritten);
    }

    // "f. 17" begins with its label.
    private static int BeforeLabel(string text, int start)
    {
        var at = start;
        while (at > 0 && text[at - 1] is ' ' or '.' or '\u00A0')
        {
            at--;
        }

        while (at > 0 && char.IsLetter(text[at - 1]))
        {
            at--;
        }

        return at;
    }
}

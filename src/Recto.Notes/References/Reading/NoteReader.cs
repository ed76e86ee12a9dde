using Recto.Notes.Archives;
using Recto.Notes.References.Back;
using Recto.Notes.References.Markup;
using Recto.Notes.References.Published;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.References.Reading;

/// <summary>What the words of one note cite, and what they do not.</summary>
/// <param name="References">In order, not overlapping.</param>
/// <param name="Commentary">In order, not overlapping, apart from the references.</param>
internal sealed record NoteReading(IReadOnlyList<Reference> References, IReadOnlyList<TextSpan> Commentary);

/// <summary>
/// Reads the notes of one document, one after another in document order: archives first, then back references, then what is published in what is left.
/// Remembers what the document has cited, for a shortened reference is told by it. Not safe for use by several threads.
/// </summary>
/// <param name="directory">The archives to know.</param>
/// <param name="fields">Reads what is published.</param>
/// <param name="all">All notes of the document.</param>
internal sealed class NoteReader(RepositoryDirectory directory, IFieldReader fields, IReadOnlyList<Note> all)
{
    // So many mentions by author and year make a rule of it.
    private const int FewestByYear = 3;

    private readonly NameOrder _order = NameOrder.Of(all);
    private readonly ArchivalGrammar _archives = new(directory);
    private readonly IntroducedRepositories _introduced = new();
    private readonly KnownWorks _known = new();

    private bool _citesByYear;

    /// <summary>The readings of all notes of a document, in order.</summary>
    /// <param name="notes">The notes.</param>
    /// <param name="said">What notes cite in an editor's word, by index of the note.</param>
    /// <param name="ct">Looked at before each note.</param>
    public List<NoteReading> Read(IReadOnlyList<Note> notes, IReadOnlyDictionary<int, IReadOnlyList<Reference>> said, CancellationToken ct)
    {
        var tokens = notes.Select(NoteTokens.Of).ToList();
        _citesByYear = tokens.Sum(note => new YearMentions(note, _known).CountSure()) >= FewestByYear;
        return [.. notes.Select((note, i) => ct.IsCancellationRequested ? throw new OperationCanceledException(ct)
            : said.TryGetValue(i, out var references) ? Corrected(Read(note, tokens[i]), references, tokens[i]) : Read(note, tokens[i]))];
    }

    // What was read is put aside; the works that the editor names are known from here on.
    private NoteReading Corrected(NoteReading read, IReadOnlyList<Reference> said, NoteTokens tokens)
    {
        foreach (var work in said.OfType<PublishedReference>())
        {
            if (!read.References.OfType<PublishedReference>().Any(own => own.Span == work.Span && own.Title?.Text == work.Title?.Text && own.Year?.Text == work.Year?.Text
                && own.Authors.Select(author => author.Family).SequenceEqual(work.Authors.Select(author => author.Family))))
            {
                _known.Add(work);
            }
        }

        if (said.Select(reference => reference.Span).SequenceEqual(read.References.Select(reference => reference.Span)))
        {
            return new NoteReading(said, read.Commentary);
        }

        var found = new FoundStretches(tokens);
        var next = 0;
        foreach (var reference in said)
        {
            found.AddCommentary(new TokenRange(next, Math.Max(next, tokens.IndexFrom(reference.Span.Start))));
            found.Add(reference);
            next = Math.Max(next, tokens.IndexFrom(reference.Span.End));
        }

        found.AddCommentary(new TokenRange(next, tokens.Count));
        return new NoteReading(said, [.. found.ToReading().Commentary.Where(stretch => !said.Any(reference => reference.Span.Overlaps(stretch)))]);
    }

    private NoteReading Read(Note note, NoteTokens tokens)
    {
        var found = new FoundStretches(tokens);
        var next = 0;
        foreach (var (span, reference) in Told(note, tokens))
        {
            var from = tokens.IndexFrom(span.Start);
            var placed = reference;
            if (reference is ArchivalReference archival && IsTown(tokens, from - 2, next))
            {
                from -= 2;
                placed = archival with { Span = new TextSpan(tokens[from].Start, archival.Span.End) };
            }

            if (from > next)
            {
                Between(tokens, new TokenRange(next, from), found);
            }

            if (placed is not null)
            {
                found.Add(placed);
            }

            if (reference is PublishedReference published)
            {
                _known.Add(published);
            }

            next = Math.Max(next, tokens.IndexFrom(span.End));
            while (reference is not ArchivalReference && next < tokens.Count && tokens[next].Kind is TokenKind.Mark or TokenKind.Closing)
            {
                next++;
            }
        }

        Between(tokens, new TokenRange(next, tokens.Count), found);
        return found.ToReading();
    }

    // "London, British Library, Harley MS 273": the town of an archive, at the beginning.
    private static bool IsTown(NoteTokens tokens, int i, int floor)
    {
        if (i < floor || !tokens.Is(i, TokenKind.Word) || !tokens.Is(i + 1, ',') || !char.IsUpper(tokens.TextOf(i)[0]) || tokens[i].Span.Length < 3 || tokens.QuotationAt(i) >= 0 || Vocabulary.Months.Contains(tokens, i))
        {
            return false;
        }

        return i == floor || tokens.Is(i - 1, ';') || tokens[i - 1].Kind == TokenKind.Opening || Vocabulary.Signals.Contains(tokens, i - 1) || (tokens.Is(i - 1, '.') && (i - 1 == floor || tokens[i - 2].Span.Length > 2));
    }

    // What needs no reading of print: archives, and what the source tags; with a span alone, what is no print at all. In order.
    private List<(TextSpan Span, Reference? Reference)> Told(Note note, NoteTokens tokens)
    {
        var archives = _archives.Read(note.Text, new TextSpan(0, note.Text.Length), _introduced).Where(archival => !IsNoFile(tokens, archival));
        if (note.Citations.Count == 0)
        {
            return [.. archives.Select(archival => (archival.Span, (Reference?)archival))];
        }

        var marked = new MarkedReader(note, tokens, fields, _known, _order);
        var tagged = marked.Read();
        var apart = archives.Where(archival => !Overlapping(tagged, archival.Span).Any(published => IsSurer(published, archival))).ToList();
        tagged.RemoveAll(published => Overlapping(apart, published.Span).Any());
        List<Reference> read = [.. tagged.Concat<Reference>(apart).OrderBy(reference => reference.Span)];
        return
        [
            .. read.Select(reference => (reference.Span, Reference: (Reference?)reference))
                .Concat(marked.Identifiers().Where(span => !Overlapping(read, span).Any()).Select(span => (Span: span, Reference: (Reference?)null)))
                .OrderBy(told => told.Span),
        ];
    }

    // Those of references in order, none of which overlaps another, that overlap a stretch.
    private static IEnumerable<T> Overlapping<T>(List<T> references, TextSpan span)
        where T : Reference
    {
        var (low, high) = (0, references.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = references[middle].Span.End <= span.Start ? (middle + 1, high) : (low, middle);
        }

        for (; low < references.Count && references[low].Span.Start < span.End; low++)
        {
            yield return references[low];
        }
    }

    // A call number is not tagged with author, title and year, nor with a publisher.
    private static bool IsSurer(PublishedReference published, ArchivalReference archival) =>
        (published.Authors.Count + published.Editors.Count > 0 && (published.Title ?? published.Container) is not null && (archival.RepositoryId is null || published.Year is not null))
        || published.Publisher is not null || archival.Path.Count == 0;

    private static bool IsNoFile(NoteTokens tokens, ArchivalReference archival)
    {
        var from = tokens.IndexFrom(archival.Span.Start);
        return HasImprint(tokens, from, tokens.IndexFrom(archival.Span.End), archival.Path.Count < 2) || (archival.Repository is null && BackReferenceGrammar.StandsBefore(tokens, from));
    }

    // "States, AD 990–1990 (Oxford: Blackwell, 1990)": what has a publisher is no archival file.
    private static bool HasImprint(NoteTokens tokens, int from, int to, bool isBare)
    {
        for (var i = from; i <= to && i < tokens.Count; i++)
        {
            if (tokens[i].Kind == TokenKind.Opening && ImprintReader.ReadBracket(tokens, i, tokens.Count) is { Place: { } place, Year: { Length: 1 } or { Length: 3 }, IsThesis: false } imprint
                && (imprint.Publisher is not null || (isBare && place.Length <= 4 && !PinpointReader.HoldsYear(tokens, place) && tokens.Is(place.From, TokenKind.Word) && !tokens.Is(place.To - 1, TokenKind.Number))))
            {
                return true;
            }
        }

        return false;
    }

    private void Between(NoteTokens tokens, TokenRange zone, FoundStretches found)
    {
        if (zone.IsEmpty)
        {
            return;
        }

        List<Reference> mentions = [.. new YearMentions(tokens, _known).Find(zone, _citesByYear)];
        ClassicalMentions.Find(tokens, zone, mentions);
        PointerMentions.Find(tokens, zone, mentions);
        mentions.Sort((one, other) => one.Span.CompareTo(other.Span));
        foreach (var mention in mentions)
        {
            var from = tokens.IndexFrom(mention.Span.Start);
            if (from < zone.From)
            {
                continue;
            }

            Prose(tokens, zone with { To = from }, found);
            found.Add(mention);
            if (mention is PublishedReference published)
            {
                _known.Add(published);
            }

            zone = zone with { From = tokens.IndexFrom(mention.Span.End) };
        }

        Prose(tokens, zone, found);
    }

    private void Prose(NoteTokens tokens, TokenRange zone, FoundStretches found)
    {
        if (zone.IsEmpty)
        {
            return;
        }

        var clauses = Clauses.Cut(tokens, zone);
        for (var k = 0; k < clauses.Count;)
        {
            k += new ClauseReader(tokens, fields, _known, found).Read(clauses, k);
        }
    }
}

using System.Globalization;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Notes.Archives;
using Recto.Notes.References;
using Recto.Notes.Resolution;

namespace Recto.Journals.Exchange.Html;

/// <summary>"As Recto reads it": what back references, short titles and call numbers mean. Only where there is something to say; the printed words stand untouched beside it.</summary>
internal sealed class NoteReadings
{
    private const double Doubtful = 0.7;

    private readonly Apparatus _apparatus;
    private readonly RepositoryDirectory _directory;
    private readonly Dictionary<string, int> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Source> _sources = new(StringComparer.Ordinal);

    public NoteReadings(Apparatus apparatus, RepositoryDirectory directory)
    {
        _apparatus = apparatus;
        _directory = directory;
        for (var i = 0; i < apparatus.Notes.Count; i++)
        {
            _byId.TryAdd(apparatus.Notes[i].Note.Id, i);
        }

        foreach (var source in apparatus.Sources)
        {
            _sources.TryAdd(source.Id, source);
        }
    }

    /// <summary>The archive of a mention; null where we do not know it.</summary>
    public Repository? RepositoryOf(ArchivalReference reference) => reference.RepositoryId is { } id ? _directory.Find(id) : null;

    /// <summary>The reference of a mention.</summary>
    public ResolvedReference At(Mention mention) => _apparatus.Notes[mention.NoteIndex].References[mention.ReferenceIndex];

    /// <summary>What there is to say about a note; null where there is nothing.</summary>
    /// <param name="note">The note.</param>
    /// <param name="form">How it is shown.</param>
    public Markup? Of(ArticleNote note, ReadingForm form = ReadingForm.Folded)
    {
        if (!_byId.TryGetValue(note.HtmlId, out var index))
        {
            return null;
        }

        var read = _apparatus.Notes[index];
        var lines = new Markup();
        foreach (var reference in read.References)
        {
            Line(lines, read, reference, isAll: read.CorrectedAt is not null);
        }

        if (read.CorrectedAt is { } corrected)
        {
            Nothing(lines, read);
            lines.Element("p", $"Corrected by an editor, {corrected.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}.", ("class", "corrected"));
        }

        if (lines.Length == 0)
        {
            return null;
        }

        if (form == ReadingForm.Book)
        {
            return new Markup().Open("div", ("class", "reading"), ("lang", Said.Language)).SaidIn("p", Said.Of(Words.AsRectoReadsIt), ("class", "says label")).Add(lines).Close("div");
        }

        return new Markup().Open("details", ("class", "reading"), ("lang", Said.Language), ("open", form == ReadingForm.Open ? "" : null)).Open("summary").Say(Words.AsRectoReadsIt).Close("summary").Add(lines).Close("details");
    }

    /// <summary>All that is read in a note, with how sure it is: for an editor.</summary>
    /// <param name="note">Index of the note.</param>
    public string Proof(int note)
    {
        var read = _apparatus.Notes[note];
        var lines = new Markup();
        foreach (var reference in read.References)
        {
            Line(lines, read, reference, isAll: true, withSureness: read.CorrectedAt is null);
        }

        Nothing(lines, read);
        return lines.ToString();
    }

    private static void Nothing(Markup lines, ReadNote read)
    {
        if (read.References.Count == 0)
        {
            lines.Open("p").Say(Words.NothingCited).Close("p");
        }
    }

    private void Line(Markup lines, ReadNote read, ResolvedReference resolved, bool isAll = false, bool withSureness = false)
    {
        switch (resolved.Reference)
        {
            case ArchivalReference archival when RepositoryOf(archival) is not null:
                Begin(lines, read, resolved);
                ArchivalWords(lines, archival, archival, withLeaf: true);
                lines.Text(".");
                End(lines, resolved, withSureness);
                break;
            case BackReference or PublishedReference { Form: not ReferenceForm.Full }:
                Begin(lines, read, resolved);
                Target(lines, resolved);
                End(lines, resolved, withSureness);
                break;
            case ArchivalReference archival when isAll:
                Begin(lines, read, resolved);
                ArchivalWords(lines, archival, archival, withLeaf: true);
                lines.Text(".");
                End(lines, resolved, withSureness);
                break;
            case PublishedReference work when isAll:
                Begin(lines, read, resolved);
                Work(lines, work);
                if (work is { Title: null, Year: null, Authors.Count: 0 })
                {
                    lines.Say(Words.SomethingPublished);
                }

                lines.Text(work.Pages is { } pages ? $", {pages.Text}." : ".");
                End(lines, resolved, withSureness);
                break;
            case UnreadReference when isAll:
                Begin(lines, read, resolved);
                lines.Say(Words.CannotRead);
                End(lines, resolved, withSureness);
                break;
        }
    }

    // The printed word comes first, in the author's voice.
    private static void Begin(Markup lines, ReadNote read, ResolvedReference resolved)
    {
        var word = resolved.Reference is BackReference back ? back.Word.Text : resolved.Reference.Span.In(read.Note.Text).ToString();
        lines.Open("p").Element("span", Shortened(word), ("class", "printed"), ("lang", read.Note.Language)).Text(" → ");
    }

    private static void End(Markup lines, ResolvedReference resolved, bool withSureness)
    {
        if (withSureness)
        {
            lines.Text(" ").Say(Words.Sure, resolved.Confidence.ToString("0.00", CultureInfo.InvariantCulture));
        }
        else if (resolved.Confidence < Doubtful)
        {
            lines.Text(" ").Say(Words.NotSure);
        }

        lines.Close("p");
    }

    private void Target(Markup lines, ResolvedReference resolved)
    {
        var target = resolved.RefersTo;
        if (resolved.SourceId is { } id && _sources.TryGetValue(id, out var source) && At(source.Best).Reference is { } best)
        {
            // A pinpoint belongs to the mention; what it repeats may have one too.
            var meant = new Markup();
            if ((UnitOf(resolved) ?? UnitOf(At(source.Best))) is { } unit)
            {
                ArchivalWords(meant, unit, unit, withLeaf: resolved.Reference.Pages is null);
            }
            else
            {
                Work(meant, best);
            }

            if (resolved.Reference.Pages is { } pages)
            {
                meant.Text($", {pages.Text}");
            }

            _ = target?.NoteIndex is { } from ? lines.Say(Words.FromNote, meant, NoteLink(from)) : lines.Add(meant).Text(".");
            return;
        }

        if (target is null)
        {
            lines.Say(Words.PointsNowhere);
        }
        else if (target.NoteIndex is not { } at)
        {
            lines.Say(Words.NoSuchNote, target.Label);
        }
        else if (resolved.Reason is { Length: > 0 } reason && resolved.SourceId is null)
        {
            lines.Add(NoteLink(at)).Text(": ");
            Because(lines, reason.TrimEnd('.'), target.Label);
            lines.Text(".");
        }
        else
        {
            lines.Add(NoteLink(at)).Text(".");
        }
    }

    /// <summary>The unit of an archive that a mention names; null where it names none.</summary>
    public ArchivalReference? UnitOf(ResolvedReference resolved) => ArchivalUnits.Of(_apparatus, resolved);

    private void ArchivalWords(Markup lines, ArchivalReference mention, ArchivalReference named, bool withLeaf)
    {
        var repository = RepositoryOf(mention) ?? RepositoryOf(named);
        if (repository is not null)
        {
            lines.Element("span", $"{repository.EnglishName}{(repository.City is null ? "" : $" ({repository.City})")}", ("lang", "en"));
        }
        else if (SourceWords.ArchiveNamed(mention) is { } name)
        {
            lines.Text(name);
        }
        else
        {
            lines.Say(Words.UnnamedArchive);
        }

        var path = SourceWords.Path(mention, repository, withLeaf: false);
        lines.Text(path.Length > 0 ? ", " + path : "");
        if (withLeaf && mention.Folio is not null)
        {
            lines.Text(", ").Add(LeafOf(mention));
        }

        if (repository?.Successor is { } next && _directory.Find(next) is { } successor)
        {
            lines.Text("; ").Say(Words.TodayIn, new Markup().Element("span", successor.EnglishName, ("lang", "en")));
        }
    }

    private static void Work(Markup lines, Reference reference)
    {
        if (reference is not PublishedReference work)
        {
            return;
        }

        if (work.Authors.Count > 0)
        {
            lines.Text(SourceWords.Names(work.Authors, familyFirst: false) + ", ");
        }

        if (work.Title is { } title)
        {
            lines.Element(work.Kind is ReferenceKind.Article or ReferenceKind.Chapter ? "span" : "cite", work.Kind is ReferenceKind.Article or ReferenceKind.Chapter ? $"‘{title.Text}’" : title.Text);
        }

        lines.Text(work.Year is { } year ? $" ({year.Text})" : "");
    }

    /// <summary><c>leaf 94 recto</c>, <c>leaves 5–7 verso</c>.</summary>
    private static Markup LeafOf(ArchivalReference mention)
    {
        var leaf = Said.Of(SourceWords.IsOneLeaf(mention.Folio!.Text) ? Words.Leaf : Words.Leaves, mention.Folio.Text);
        return mention.Side switch { FolioSide.Recto => new Markup().Say(Words.LeafRecto, leaf), FolioSide.Verso => new Markup().Say(Words.LeafVerso, leaf), _ => new Markup().Add(leaf) };
    }

    // The engine gives its reason in English, with the number of the note in it.
    private static void Because(Markup lines, string reason, string label)
    {
        if (Reasons.FirstOrDefault(words => words.Replace("{0}", label, StringComparison.Ordinal) == reason) is { } known)
        {
            lines.Say(known, label);
        }
        else
        {
            lines.Element("span", reason, ("lang", "en"));
        }
    }

    private static readonly string[] Reasons = [Words.SeveralPlaces, Words.SeveralSources, Words.AnotherPlace, Words.AnotherFile, Words.PointsToItself, Words.PointsForward, Words.CitesNothing];

    private Markup NoteLink(int index)
    {
        var note = _apparatus.Notes[index].Note;
        return new Markup().Open("a", ("href", "#" + note.Id)).Say(Words.NoteLink, note.Label).Close("a");
    }

    private static string Shortened(string word)
    {
        const int Most = 60;
        return word.Length <= Most ? word : word[..Math.Max(word.LastIndexOf(' ', Most - 1), Most / 2)].TrimEnd() + "…";
    }
}

/// <summary>How the readings of a note are shown.</summary>
internal enum ReadingForm
{
    /// <summary>Behind a summary that opens them.</summary>
    Folded = 1,

    /// <summary>The same, open at once: on the note's own page.</summary>
    Open,

    /// <summary>Open for good: in a book, where what pops up cannot be opened further.</summary>
    Book,
}

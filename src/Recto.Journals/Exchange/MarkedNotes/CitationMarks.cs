using System.Xml.Linq;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Exchange.Jats;
using Recto.Notes.Archives;
using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.Journals.Exchange.MarkedNotes;

/// <summary>The marks of one reference: <c>mixed-citation</c> with its fields, or an <c>xref</c> round the words that point back.</summary>
/// <param name="directory">The archives to know.</param>
/// <param name="noteId">Id of the element of a note, by the note's index; null where it has none.</param>
/// <param name="sourceId">Id of the entry of the derived bibliography, by the source's id; null where there is none.</param>
internal sealed class CitationMarks(RepositoryDirectory directory, Func<int, (string Id, string Type)?> noteId, Func<string, string?> sourceId)
{
    /// <summary>The mark; null where there is nothing to say.</summary>
    /// <param name="resolved">The reference.</param>
    /// <param name="text">The note's text.</param>
    /// <param name="id">Id for the citation.</param>
    public Mark? Of(ResolvedReference resolved, string text, string id) => resolved.Reference switch
    {
        PublishedReference published => Citation(resolved, KindWord(resolved.Kind), PublishedMarks.Of(published, text), id),
        ArchivalReference archival => Citation(resolved, "archival-material", ArchivalMarks.Of(archival, archival.RepositoryId is { } repository ? directory.Find(repository) : null, text), id),
        BackReference back => Pointer(back, resolved, text),
        _ => null,
    };

    private Mark Citation(ResolvedReference resolved, string type, IEnumerable<Mark> fields, string id)
    {
        var attributes = new List<(XName, string)> { ("publication-type", type), ("id", id), ("specific-use", ReferenceWords.Of(resolved.Reference.Form)) };
        if (resolved.SourceId is { } source && sourceId(source) is { } entry)
        {
            attributes.Add((Namespaces.XLink + "href", "#" + entry));
        }

        return new Mark("mixed-citation", resolved.Reference.Span, type) { Attributes = attributes, Inside = InOrder(fields, resolved.Reference.Span) };
    }

    // "See note 37 above": the link is "note 37"; "Ibid." is one itself.
    private Mark? Pointer(BackReference back, ResolvedReference resolved, string text)
    {
        if (resolved.RefersTo?.NoteIndex is not { } index || noteId(index) is not var (id, type))
        {
            return null;
        }

        var span = back.Word.Span;
        if (back.TargetLabel is { } label)
        {
            var start = label.Span.Start;
            while (start > back.Span.Start && !char.IsLetter(text[start - 1]) && text[start - 1] is ' ' or '\u00a0' or '.')
            {
                start--;
            }

            while (start > back.Span.Start && char.IsLetter(text[start - 1]))
            {
                start--;
            }

            span = new TextSpan(start, label.Span.End);
        }
        else if (span.End < text.Length && text[span.End] == '.')
        {
            span = span with { End = span.End + 1 };
        }

        return new Mark("xref", span, "back-reference") { Attributes = [("ref-type", type), ("rid", id), ("specific-use", ReferenceWords.Of(back.Form))] };
    }

    /// <summary>Marks that lie in the span, in order; of two that overlap the first, the longer.</summary>
    public static IReadOnlyList<Mark> InOrder(IEnumerable<Mark> marks, TextSpan within)
    {
        var kept = new List<Mark>();
        foreach (var mark in marks.Where(mark => mark.Span.Length > 0 && within.Contains(mark.Span)).OrderBy(mark => mark.Span.Start).ThenByDescending(mark => mark.Span.End))
        {
            if (kept.Count == 0 || mark.Span.Start >= kept[^1].Span.End)
            {
                kept.Add(mark);
            }
        }

        return kept;
    }

    /// <summary>The word for <c>publication-type</c>.</summary>
    public static string KindWord(ReferenceKind kind) => kind switch
    {
        ReferenceKind.Article => "journal",
        ReferenceKind.EditedSource => "edited-source",
        ReferenceKind.Archival => "archival-material",
        ReferenceKind.Unknown => "other",
        _ => kind.ToString().ToLowerInvariant(),
    };
}

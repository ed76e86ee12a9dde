using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>Reads the mentions of a source: what each pins down, and what it only repeats.</summary>
internal sealed class MentionReader(Apparatus apparatus)
{
    private const int MostSteps = 200;

    /// <summary>A mention of a source is quoted no longer, in UTF-16 code units: what is longer is prose, or no reference.</summary>
    private const int LongestWords = 2000;

    /// <summary>The mentions in document order.</summary>
    /// <param name="source">The source.</param>
    /// <param name="volume">The volume that is told of the source itself; null where mentions cite several.</param>
    /// <param name="extent">The pages of the source itself; null where they are not told.</param>
    public IReadOnlyList<CitedMention> Of(Source source, string? volume, PageExtent? extent) => [.. source.Mentions.Select(mention => Of(mention, volume, extent))];

    private CitedMention Of(Mention here, string? volume, PageExtent? extent)
    {
        var read = apparatus.Notes[here.NoteIndex];
        var resolved = read.References[here.ReferenceIndex];
        var (locator, kind, side) = Printed(read.Note, resolved, extent);
        var isInferred = false;
        if (locator is null && Repeated(resolved) is var (note, repeated))
        {
            (locator, kind, side) = Printed(note, repeated, extent);
            isInferred = locator is not null;
        }

        var archival = resolved.Reference as ArchivalReference;
        var printedVolume = PrintedText.Line((resolved.Reference as PublishedReference)?.Volume?.Text);
        var words = resolved.Reference.Span.In(read.Note.Text);
        return new CitedMention
        {
            NoteIndex = here.NoteIndex,
            ReferenceIndex = here.ReferenceIndex,
            NoteLabel = PrintedText.Line(read.Note.Label) ?? "",
            NoteId = PrintedText.Line(read.Note.Id) ?? "",
            Form = resolved.Reference.Form,
            Locator = locator,
            LocatorKind = kind,
            IsLocatorInferred = isInferred,
            Side = side,
            Volume = printedVolume == volume ? null : printedVolume,
            Description = PrintedText.Line(archival?.Description?.Text),
            Date = PrintedDates.Of(archival?.Date?.Text),
            Words = PrintedText.Line(words.Length > LongestWords ? words[..LongestWords].ToString() + "…" : words.ToString()) ?? "",
            Confidence = resolved.Confidence,
        };
    }

    private static (string? Locator, LocatorKind Kind, FolioSide? Side) Printed(Note note, ResolvedReference resolved, PageExtent? extent)
    {
        if (resolved.Reference is ArchivalReference { Folio: { } folio } unit)
        {
            return (PrintedText.Line(folio.Text), LocatorKind.Folio, unit.Side);
        }

        if (resolved.Reference.Pages is not { } pages)
        {
            return (null, LocatorKind.Page, null);
        }

        var kind = resolved.Kind == ReferenceKind.Archival && resolved.Reference is BackReference ? LocatorKind.Folio : KindBefore(note.Text, pages.Span);
        if (extent is { } whole && PageExtent.Read(pages.Text, out var pinpoint) is { } printed && printed == whole)
        {
            return (PrintedText.Line(pinpoint), kind, null);
        }

        return (PrintedText.Line(pages.Text), kind, null);
    }

    // "Ibid." alone and "See note 37 above" mean the same place as what they repeat.
    private (Note Note, ResolvedReference Resolved)? Repeated(ResolvedReference resolved)
    {
        for (var steps = 0; steps < MostSteps; steps++)
        {
            if (resolved.Reference is not BackReference { Form: ReferenceForm.Ibid or ReferenceForm.CrossReference, Pages: null, Levels: [] } || resolved.RefersTo is not { NoteIndex: { } note, Reference: { } index } || index >= apparatus.Notes[note].References.Count)
            {
                return null;
            }

            resolved = apparatus.Notes[note].References[index];
            if (resolved.Reference.Pages is not null || resolved.Reference is not BackReference)
            {
                return (apparatus.Notes[note].Note, resolved);
            }
        }

        return null;
    }

    /// <summary>What a pinpoint counts, told by the word before it: <c>ch. 7</c>, <c>col. 12</c>, <c>§ 4</c>; pages where there is none.</summary>
    public static LocatorKind KindBefore(string text, TextSpan pages)
    {
        var before = text.AsSpan(0, Math.Clamp(pages.Start, 0, text.Length)).TrimEnd(" .\u00a0\u202f");
        if (before.EndsWith("§") || (pages.Length > 0 && pages.End <= text.Length && text[pages.Start] == '§'))
        {
            return LocatorKind.Section;
        }

        var start = before.Length;
        while (start > 0 && start > before.Length - 12 && char.IsLetter(before[start - 1]))
        {
            start--;
        }

        return before[start..].ToString().ToLowerInvariant() switch
        {
            "ch" or "chs" or "chap" or "chaps" or "chapter" or "chapters" or "kap" or "kapitel" or "chapitre" or "cap" or "capp" or "гл" => LocatorKind.Chapter,
            "col" or "cols" or "sp" or "стб" => LocatorKind.Column,
            "sec" or "sect" or "art" or "arts" or "para" or "paras" => LocatorKind.Section,
            "fol" or "fols" or "fo" or "ff" or "bl" => LocatorKind.Folio,
            "doc" or "docs" or "no" or "nos" or "nr" or "n" or "док" => LocatorKind.Note,
            _ => LocatorKind.Page,
        };
    }
}

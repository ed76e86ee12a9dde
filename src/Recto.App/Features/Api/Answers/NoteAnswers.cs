using Recto.Journals.Articles;
using Recto.Notes.References;

namespace Recto.App.Features.Api.Answers;

[Told("A note: its printed words, and what was read in them.")]
internal sealed record NoteRecord
{
    [Told("Its key under its article, the part of its addresses.", "12")]
    public required string Key { get; init; }

    [Told("Label as printed.", "12")]
    public required string Label { get; init; }

    [Told("Where it belongs: body (a foot- or endnote), table, front, statement.", "body")]
    public required NoteContainer Kind { get; init; }

    [Told("BCP 47 tag; absent where the source does not say.", "en")]
    public string? Language { get; init; }

    [Told("The note as printed, plain text. All positions count its UTF-16 code units, as JavaScript, Java and C# do.", "RGASPI 558/11/431/125.")]
    public required string Text { get; init; }

    [Told("What it cites, in order. Made by a reader that may err: see confidence.")]
    public required IReadOnlyList<NoteReference> References { get; init; }

    [Told("Stretches that cite nothing, in order.")]
    public required IReadOnlyList<Stretch> Commentary { get; init; }

    [Told("When an editor of the journal said how the note is to be read; absent where the program's reading stands.", "2026-03-14T09:26:53Z")]
    public DateTimeOffset? Corrected { get; init; }

    [Told("Its page on the site.", "https://journals.example.org/articles/marchmont-the-note/notes/12", Format = "uri")]
    public required string Url { get; init; }

    [Told("Its answer in this API.", "https://journals.example.org/api/v1/articles/marchmont-the-note/notes/12", Format = "uri")]
    public required string Self { get; init; }
}

[Told("Notes of an article in their order.")]
internal sealed record NoteList
{
    [Told("The notes of this page.")]
    public required IReadOnlyList<NoteRecord> Items { get; init; }

    [Told(Page.NextWords, Page.NextExample, Format = "uri")]
    public string? Next { get; init; }

    [Told(Page.CursorWords, Page.CursorExample)]
    public string? NextCursor { get; init; }
}

[Told("A stretch of a note.")]
internal sealed record Stretch
{
    [Told("Where it begins, in UTF-16 code units.", 0)]
    public required int Start { get; init; }

    [Told("Where it ends; what stands there is no part of it.", 21)]
    public required int End { get; init; }
}

[Told("What a stretch of a note cites.")]
internal sealed record NoteReference
{
    [Told("What is cited in the end: for an Ibid., the kind of what it points to; unknown where that cannot be told.", "archival")]
    public required ReferenceKind Kind { get; init; }

    [Told("How it is given.", "full")]
    public required ReferenceForm Form { get; init; }

    [Told("Where it begins in the note, in UTF-16 code units.", 0)]
    public required int Start { get; init; }

    [Told("Where it ends; what stands there is no part of it.", 21)]
    public required int End { get; init; }

    [Told("The words as printed.", "RGASPI 558/11/431/125")]
    public required string Text { get; init; }

    [Told("Pages or a pinpoint as printed.", "12–14")]
    public string? Pages { get; init; }

    [Told("Id of the source within the article, equal exactly where the source is the same; absent where an Ibid. could not be resolved.", "rgaspi-558-11-431")]
    public string? SourceId { get; init; }

    [Told("Where a back reference or short form points.")]
    public PointsTo? PointsTo { get; init; }

    [Told("How sure the reading is, 0 to 1. What an editor has said is 1.", 0.97)]
    public required double Confidence { get; init; }

    [Told("Why it was resolved so, in words.", "Ibid. points to the one source of the note before.")]
    public string? Reason { get; init; }

    [Told("Who says so: program or editor.", "program")]
    public required ReadBy ReadBy { get; init; }

    [Told("The work as this mention prints it; absent for archival units and for mere back references.")]
    public WorkFields? Work { get; init; }

    [Told("The archival unit as this mention prints it; absent for works.")]
    public UnitFields? Unit { get; init; }
}

/// <summary>Who says how a reference is to be read.</summary>
internal enum ReadBy
{
    /// <summary>The program.</summary>
    Program = 1,

    /// <summary>An editor of the journal.</summary>
    Editor,
}

[Told("Where a back reference points.")]
internal sealed record PointsTo
{
    [Told("Label of the note as printed, also where no such note exists.", "11")]
    public required string Label { get; init; }

    [Told("Key of that note; absent where no such note exists.", "11")]
    public string? Note { get; init; }

    [Told("Which reference of that note, from 0; absent where the words do not tell.", 0)]
    public int? Reference { get; init; }
}

[Told("A person as printed in a note.")]
internal sealed record PrintedName
{
    [Told("Family name; of a body the whole name.", "Vaïsse")]
    public required string Family { get; init; }

    [Told("Given names or initials.", "M.")]
    public string? Given { get; init; }
}

[Told("Fields of a work, each as printed, absent where this mention does not print it.")]
internal sealed record WorkFields
{
    [Told("Authors in printed order.")]
    public required IReadOnlyList<PrintedName> Authors { get; init; }

    [Told("Editors in printed order.")]
    public required IReadOnlyList<PrintedName> Editors { get; init; }

    [Told("Translators in printed order.")]
    public required IReadOnlyList<PrintedName> Translators { get; init; }

    [Told("Title.", "A History of Town")]
    public string? Title { get; init; }

    [Told("The book of a chapter, the journal of an article, the newspaper.", "Past & Present")]
    public string? Container { get; init; }

    [Told("Place of publication.", "London")]
    public string? Place { get; init; }

    [Told("Publisher.", "Routledge")]
    public string? Publisher { get; init; }

    [Told("Year, or the date of a newspaper.", "1999")]
    public string? Year { get; init; }

    [Told("Volume.", "12")]
    public string? Volume { get; init; }

    [Told("Issue of a journal.", "3")]
    public string? Issue { get; init; }

    [Told("Series.", "Studies in Notes")]
    public string? Series { get; init; }

    [Told("Edition.", "2nd ed.")]
    public string? Edition { get; init; }

    [Told("DOI.", "10.5555/work")]
    public string? Doi { get; init; }

    [Told("Web address.", "https://example.org")]
    public string? Url { get; init; }
}

[Told("An archive.")]
internal sealed record ArchiveName
{
    [Told("Its id, for parameter archive; absent where this site does not know the archive.", "rgaspi")]
    public string? Id { get; init; }

    [Told("Its own name for itself; the printed siglum or name where this site does not know it.", "Российский государственный архив социально-политической истории")]
    public string? Name { get; init; }

    [Told("English name.", "Russian State Archive of Socio-Political History")]
    public string? EnglishName { get; init; }

    [Told("City.", "Moscow")]
    public string? City { get; init; }

    [Told("ISO 3166-1 code of the country.", "RU")]
    public string? Country { get; init; }
}

[Told("Fields of an archival unit, each as printed.")]
internal sealed record UnitFields
{
    [Told("The archive; absent where the mention leaves it out.")]
    public ArchiveName? Archive { get; init; }

    [Told("Levels from the top down: fonds, series, file.", "558")]
    public required IReadOnlyList<string> Path { get; init; }

    [Told("Leaf or leaves inside the file.", "125")]
    public string? Folio { get; init; }

    [Told("Side of the last leaf; absent where a bare number does not say.", "verso")]
    public FolioSide? Side { get; init; }

    [Told("A named series before the path.", "Série Z")]
    public string? Series { get; init; }

    [Told("What the unit or leaf is, in the author's words.", "Letter to Litvinov")]
    public string? Description { get; init; }

    [Told("Date of the document.", "3 May 1935")]
    public string? Date { get; init; }
}

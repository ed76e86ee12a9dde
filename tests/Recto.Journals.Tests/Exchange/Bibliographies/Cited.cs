using Recto.Journals.Exchange.Bibliographies;
using Recto.Notes;
using Recto.Notes.Archives;
using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.Journals.Tests.Exchange.Bibliographies;

/// <summary>Bibliographies of notes that stand in the test.</summary>
internal static class Cited
{
    /// <summary>What the engine reads from these notes, numbered from 1.</summary>
    public static Apparatus Read(params string[] notes) =>
        new NotesEngine().Read([.. notes.Select((text, index) => new Note { Id = $"n{index + 1}", Label = $"{index + 1}", Text = text })]);

    /// <summary>Its bibliography.</summary>
    public static Bibliography In(params string[] notes) => Bibliography.Of(Read(notes), RepositoryDirectory.Shipped);

    /// <summary>A bibliography of one work whose fields hold any text, however odd.</summary>
    public static Bibliography Work(ReferenceKind kind, string text) => WorkWithApparatus(kind, text).Bibliography;

    /// <summary>The same, and the apparatus of which it is made.</summary>
    public static (Apparatus Apparatus, Bibliography Bibliography) WorkWithApparatus(ReferenceKind kind, string text)
    {
        var span = new TextSpan(0, text.Length);
        var field = new Field(text, span);
        var reference = new PublishedReference
        {
            Span = span,
            Form = ReferenceForm.Full,
            Confidence = 0.9,
            Kind = kind,
            Authors = [new PersonName(text, "A. " + text, span), new PersonName(text, null, span)],
            Editors = [new PersonName("de " + text, text, span)],
            Title = field,
            Container = kind is ReferenceKind.Article or ReferenceKind.Chapter ? field : null,
            Place = field,
            Publisher = field,
            Year = field,
            Volume = field,
            Issue = field,
            Series = field,
            Edition = field,
            Pages = field,
            Doi = field,
            Url = field,
            Abbreviation = field,
        };
        var apparatus = Apparatus(text, reference, kind, "odd");
        return (apparatus, Bibliography.Of(apparatus, RepositoryDirectory.Shipped));
    }

    /// <summary>A bibliography of one archival file whose fields hold any text, however odd.</summary>
    public static Bibliography Unit(string text)
    {
        var span = new TextSpan(0, text.Length);
        var field = new Field(text, span);
        var reference = new ArchivalReference
        {
            Span = span,
            Form = ReferenceForm.Full,
            Confidence = 0.9,
            Repository = field,
            RepositoryName = field,
            Path = [field, field],
            Folio = field,
            Series = field,
            Description = field,
            Date = field,
        };
        return Bibliography.Of(Apparatus(text, reference, ReferenceKind.Archival, "odd"), RepositoryDirectory.Shipped);
    }

    private static Apparatus Apparatus(string text, Reference reference, ReferenceKind kind, string id) => new()
    {
        EngineVersion = "test",
        Notes = [new ReadNote(new Note { Id = "n1", Label = "1", Text = text }, [new ResolvedReference { Reference = reference, Kind = kind, SourceId = id, Confidence = 0.9 }], [])],
        Sources = [new Source { Id = id, Kind = kind, Best = new Mention(0, 0), Mentions = [new Mention(0, 0)] }],
    };
}

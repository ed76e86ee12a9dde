using Recto.Journals.Exchange.Bibliographies;
using Recto.Notes.References;

namespace Recto.Journals.Exchange.Citations;

/// <summary>A source of an article's notes as a work, so that every style and file can be made of it.</summary>
public static class SourceWork
{
    /// <summary>The work.</summary>
    public static CitedWork Of(CitedSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new CitedWork
        {
            Type = TypeOf(source),
            Id = source.Id,
            Authors = source.Authors,
            Editors = source.Editors,
            Translators = source.Translators,
            Title = source.Title,
            Container = source.Container,
            Series = source.Series,
            Volume = source.Volume,
            Issue = source.Issue,
            Edition = source.Edition,
            Pages = source.Pages is var (first, last) ? (first, last) : null,
            Publisher = source.Publisher,
            Place = source.Place,
            Issued = source.Date,
            Archive = source.Archive?.Name,
            ArchivePlace = source.Archive?.Place,
            ArchiveCollection = source.Archive is { Collection: { } fonds, CallNumber: var number } && number?.Contains(fonds, StringComparison.Ordinal) != true ? fonds : null,
            ArchiveLocation = source.Archive?.CallNumber,
            Doi = source.Doi,
            Url = source.Url,
            Remark = MentionWords.Of(source),
        };
    }

    private static WorkType TypeOf(CitedSource source) => source.Kind switch
    {
        ReferenceKind.Book => WorkType.Book,
        ReferenceKind.Chapter => source.Container is null ? WorkType.Book : WorkType.Chapter,
        ReferenceKind.EditedSource => source.Container is null ? WorkType.Book : WorkType.Chapter,
        ReferenceKind.Article => WorkType.Article,
        ReferenceKind.Newspaper => WorkType.Newspaper,
        ReferenceKind.Thesis => WorkType.Thesis,
        ReferenceKind.Report => WorkType.Report,
        ReferenceKind.Web => WorkType.Web,
        ReferenceKind.Legal => CslTypes.IsCase(source) ? WorkType.LegalCase : WorkType.Legislation,
        ReferenceKind.Archival => WorkType.Archival,
        _ => WorkType.Document,
    };
}

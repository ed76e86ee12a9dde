using Recto.Journals.Access;
using Recto.Journals.Articles;
using Recto.Storage.Articles;

namespace Recto.App.Features.Api.Answers;

[Told("What anybody may have of an article, and why.")]
internal sealed record Access
{
    [Told("Whether the notes are open.", true)]
    public required bool Notes { get; init; }

    [Told("Whether the text is open.", true)]
    public required bool Body { get; init; }

    [Told("Whether pictures, PDF and other files are open.", true)]
    public required bool Files { get; init; }

    [Told("Why it is open or closed.", "openLicence")]
    public required AccessReason Reason { get; init; }
}

[Told("A person of an article in a list.")]
internal sealed record Person
{
    [Told("Name in reading order.", "Edith Marchmont")]
    public required string Name { get; init; }

    [Told("JATS contrib-type: author, editor, translator.", "author")]
    public required string Role { get; init; }

    [Told("ORCID.", "0000-0002-1825-0097")]
    public string? Orcid { get; init; }

    [Told("Key of the person on this site: the ORCID, else the folded name. It can be sent as parameter author.", "edith-marchmont")]
    public required string Key { get; init; }
}

[Told("An article in a list.")]
internal record ArticleSummary
{
    [Told("Its id, which never changes.", "01890a5d-ac96-774b-bcce-b302099a8057", Format = "uuid")]
    public required Guid Id { get; init; }

    [Told("The part of its addresses. Where an editor changes it, the old one leads on.", "marchmont-the-note")]
    public required string Slug { get; init; }

    [Told("Title, plain text.", "The Note")]
    public required string Title { get; init; }

    [Told("Subtitle, plain text.", "A History")]
    public string? Subtitle { get; init; }

    [Told("Contributors in printed order, at most 100.")]
    public required IReadOnlyList<Person> People { get; init; }

    [Told("Heading under which it stands in its issue.", "Articles")]
    public string? Section { get; init; }

    [Told("JATS article-type.", "research-article")]
    public string? Type { get; init; }

    [Told("BCP 47 tag of its main language.", "en")]
    public string? Language { get; init; }

    [Told("Pages, or the article number.", "3–20")]
    public string? Pages { get; init; }

    [Told("Date of publication as ISO 8601, as far as it is known: a year, a month, or a day.", "2026-03-14")]
    public string? Published { get; init; }

    [Told("DOI, without a resolver in front.", "10.5555/marchmont")]
    public string? Doi { get; init; }

    [Told("Its journal.")]
    public required JournalName Journal { get; init; }

    [Told("Its issue; absent where it stands in none that is public.")]
    public IssueName? Issue { get; init; }

    [Told("What anybody may have of it, and why.")]
    public required Access Access { get; init; }

    [Told("When what is told of it was last changed.", "2026-03-14T09:26:53Z")]
    public required DateTimeOffset Updated { get; init; }

    [Told("Its page on the site.", "https://journals.example.org/articles/marchmont-the-note", Format = "uri")]
    public required string Url { get; init; }

    [Told("Its full record in this API.", "https://journals.example.org/api/v1/articles/marchmont-the-note", Format = "uri")]
    public required string Self { get; init; }
}

[Told("An article that was public once and is not now.")]
internal sealed record DeletedArticle
{
    [Told("Its id, which never changes.", "01890a5d-ac96-774b-bcce-b302099a8057", Format = "uuid")]
    public required Guid Id { get; init; }

    [Told("The part of its addresses.", "marchmont-the-note")]
    public required string Slug { get; init; }

    [Told("Whether it was withdrawn: its address then says why.", true)]
    public required bool Withdrawn { get; init; }

    [Told("When it was taken away, or last changed since.", "2026-03-14T09:26:53Z")]
    public required DateTimeOffset Updated { get; init; }
}

[Told("Articles.")]
internal sealed record ArticleList
{
    [Told("The articles of this page.")]
    public required IReadOnlyList<ArticleSummary> Items { get; init; }

    [Told("Articles within the same stretch of time that were public once and are not now; absent where they were not asked for.")]
    public IReadOnlyList<DeletedArticle>? Deleted { get; init; }

    [Told(Page.NextWords, Page.NextExample, Format = "uri")]
    public string? Next { get; init; }

    [Told(Page.CursorWords, Page.CursorExample)]
    public string? NextCursor { get; init; }
}

[Told("The full record of an article.")]
internal sealed record ArticleRecord : ArticleSummary
{
    [Told("Titles in other languages.")]
    public required IReadOnlyList<LanguageText> TranslatedTitles { get; init; }

    [Told("Other identifiers.")]
    public required IReadOnlyList<Identifier> Identifiers { get; init; }

    [Told("Contributors in printed order, with everything that is printed of them.")]
    public required IReadOnlyList<ContributorRecord> Contributors { get; init; }

    [Told("Abstracts, the main one first.")]
    public required IReadOnlyList<AbstractRecord> Abstracts { get; init; }

    [Told("Keywords in order.", "footnotes")]
    public required IReadOnlyList<string> Keywords { get; init; }

    [Told("First page as printed.", "3")]
    public string? FirstPage { get; init; }

    [Told("Last page as printed.", "20")]
    public string? LastPage { get; init; }

    [Told("Article number that stands for pages.", "e104")]
    public string? ArticleNumber { get; init; }

    [Told("Date of publication online, as far as it is known.", "2026-03-14")]
    public string? PublishedOnline { get; init; }

    [Told("Date of the printed issue, as far as it is known.", "2026-04")]
    public string? PublishedInPrint { get; init; }

    [Told("Dates of its history: received, accepted.")]
    public required IReadOnlyList<HistoryRecord> History { get; init; }

    [Told("Publisher of the journal.", "Society for Notes")]
    public string? Publisher { get; init; }

    [Told("Its licence.")]
    public LicenceRecord? Licence { get; init; }

    [Told("Copyright line as printed.", "© 2026 Edith Marchmont")]
    public string? Copyright { get; init; }

    [Told("Who paid for the research.")]
    public required IReadOnlyList<FundingRecord> Funding { get; init; }

    [Told("Disclosure of interests, plain text.", "None.")]
    public string? Disclosure { get; init; }

    [Told("Articles that its file names as related, wherever they are.")]
    public required IReadOnlyList<NamedRelation> Named { get; init; }

    [Told("Notices about it on this site, and what it is a notice about.")]
    public required IReadOnlyList<RelationRecord> Relations { get; init; }

    [Told("Files that anybody may have.")]
    public required IReadOnlyList<FileRecord> Files { get; init; }

    [Told("What was done to it, latest first, as far as readers are told.")]
    public required IReadOnlyList<VersionRecord> Versions { get; init; }

    [Told("How many notes it has.", 42)]
    public required int NoteCount { get; init; }

    [Told("How many works and archival units its notes cite.", 30)]
    public required int SourceCount { get; init; }

    [Told("When it was first public here.", "2026-03-14T09:26:53Z")]
    public DateTimeOffset? FirstPublic { get; init; }

    [Told("Its notes in this API.", "https://journals.example.org/api/v1/articles/marchmont-the-note/notes", Format = "uri")]
    public required string NotesUrl { get; init; }

    [Told("Its sources in this API.", "https://journals.example.org/api/v1/articles/marchmont-the-note/sources", Format = "uri")]
    public required string SourcesUrl { get; init; }

    [Told("Who cites it, in this API.", "https://journals.example.org/api/v1/articles/marchmont-the-note/cited-by", Format = "uri")]
    public required string CitedByUrl { get; init; }

    [Told("Its text in this API.", "https://journals.example.org/api/v1/articles/marchmont-the-note/body", Format = "uri")]
    public required string BodyUrl { get; init; }
}

[Told("A text in a language.")]
internal sealed record LanguageText
{
    [Told("BCP 47 tag; absent where the source does not say.", "fr")]
    public string? Language { get; init; }

    [Told("Plain text.", "La note")]
    public required string Text { get; init; }
}

[Told("An identifier other than the DOI.")]
internal sealed record Identifier
{
    [Told("JATS pub-id-type.", "publisher-id")]
    public required string Type { get; init; }

    [Told("As written.", "lm-1-1-3")]
    public required string Value { get; init; }
}

[Told("A contributor with everything that is printed of them.")]
internal sealed record ContributorRecord
{
    [Told("Name in reading order.", "Edith Marchmont")]
    public required string Name { get; init; }

    [Told("Family name, or the whole name where it cannot be divided.", "Marchmont")]
    public required string Family { get; init; }

    [Told("Given names.", "Edith")]
    public string? Given { get; init; }

    [Told("Suffix.", "III")]
    public string? Suffix { get; init; }

    [Told("JATS contrib-type: author, editor, translator.", "author")]
    public required string Role { get; init; }

    [Told("Whether it is a body and not a person.", false)]
    public required bool IsGroup { get; init; }

    [Told("ORCID.", "0000-0002-1825-0097")]
    public string? Orcid { get; init; }

    [Told("Affiliations as printed.", "University of Utrecht")]
    public required IReadOnlyList<string> Affiliations { get; init; }

    [Told("Note on the contributor, plain text.", "Edith Marchmont teaches history.")]
    public string? Biography { get; init; }

    [Told("Key of the person on this site. It can be sent as parameter author.", "edith-marchmont")]
    public required string Key { get; init; }
}

[Told("An abstract.")]
internal sealed record AbstractRecord
{
    [Told("JATS abstract-type; absent for the main one and for translations.", "teaser")]
    public string? Type { get; init; }

    [Told("BCP 47 tag; absent where the source does not say.", "en")]
    public string? Language { get; init; }

    [Told("Plain text, paragraphs parted by a line feed.", "This article follows the note.")]
    public required string Text { get; init; }
}

[Told("A date of an article's history.")]
internal sealed record HistoryRecord
{
    [Told("JATS date-type.", "received")]
    public required string Type { get; init; }

    [Told("As far as it is known: a year, a month, or a day.", "2025-11-02")]
    public required string Date { get; init; }
}

[Told("Terms of use.")]
internal sealed record LicenceRecord
{
    [Told("Address of the licence.", "https://creativecommons.org/licenses/by/4.0/", Format = "uri-reference")]
    public string? Url { get; init; }

    [Told("Its words as printed.", "This is an open access article.")]
    public string? Text { get; init; }
}

[Told("A source of money.")]
internal sealed record FundingRecord
{
    [Told("Funder.", "Dutch Research Council")]
    public string? Funder { get; init; }

    [Told("Award numbers as printed.", "NWO-1234")]
    public required IReadOnlyList<string> Awards { get; init; }

    [Told("The sentence as printed.", "Funded by the Dutch Research Council.")]
    public string? Statement { get; init; }
}

[Told("An article that a file names as related.")]
internal sealed record NamedRelation
{
    [Told("JATS related-article-type.", "corrected-article")]
    public string? Type { get; init; }

    [Told("DOI.", "10.5555/other")]
    public string? Doi { get; init; }

    [Told("What the source gives in the place of a DOI.", "https://example.org/other")]
    public string? Address { get; init; }

    [Told("The words printed.", "See the correction.")]
    public string? Text { get; init; }
}

[Told("A notice and the article that it is about, as seen from one of them.")]
internal sealed record RelationRecord
{
    [Told("What the notice does.", "correction")]
    public required RelationKind Kind { get; init; }

    [Told("Whether the article that was asked for is the notice.", false)]
    public required bool IsNotice { get; init; }

    [Told("Title of the other.", "Correction")]
    public required string Title { get; init; }

    [Told("Date of publication of the other, as far as it is known.", "2026-05")]
    public string? Published { get; init; }

    [Told("DOI of the other.", "10.5555/correction")]
    public string? Doi { get; init; }

    [Told("The other in this API.", "https://journals.example.org/api/v1/articles/correction", Format = "uri")]
    public required string Self { get; init; }
}

[Told("A file of an article.")]
internal sealed record FileRecord
{
    [Told("What it is: pdf, epub, jats, apparatus (notes and sources as PDF), card (picture for links), source (what the article was made from), figure, supplement, download.", "pdf")]
    public required string Kind { get; init; }

    [Told("Its name in the article; absent for what this site makes.", "fig1.png")]
    public string? Name { get; init; }

    [Told("Where it is fetched.", "https://journals.example.org/articles/marchmont-the-note/marchmont-the-note.pdf", Format = "uri")]
    public required string Url { get; init; }

    [Told("Media type.", "application/pdf")]
    public required string MediaType { get; init; }

    [Told("Length in bytes.", 123456)]
    public required long Size { get; init; }
}

[Told("A line of an article's history.")]
internal sealed record VersionRecord
{
    [Told("Its number.", 2)]
    public required int Number { get; init; }

    [Told("When.", "2026-03-14T09:26:53Z")]
    public required DateTimeOffset At { get; init; }

    [Told("What was done.", "published")]
    public required VersionAct Act { get; init; }

    [Told("What readers are told; absent where the act says enough.", "A date was corrected.")]
    public string? Summary { get; init; }
}

[Told("The text of an article.")]
internal sealed record ArticleBody
{
    [Told("The article's slug.", "marchmont-the-note")]
    public required string Slug { get; init; }

    [Told("BCP 47 tag of its main language.", "en")]
    public string? Language { get; init; }

    [Told("HTML of the text without its notes, which have answers of their own. Addresses in it are relative to the site. Empty where the site has the record only.", "<p>Notes are read.</p>")]
    public required string Html { get; init; }
}

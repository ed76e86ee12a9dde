using Recto.App.Features.Api.Answers;
using Recto.App.Shell;
using Recto.App.Shell.Persons;
using Recto.Journals.Access;
using Recto.Journals.Articles;
using Recto.Journals.Issues;
using Recto.Notes.Archives;
using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Storage.Articles;
using Recto.Storage.Issues;

namespace Recto.App.Features.Api;

/// <summary>Makes answers of rows. Whoever asks is anybody: a key opens nothing.</summary>
internal static class Telling
{
    public static AccessDecision Decide(ApiRequest request, AccessTerms terms) => request.Context.Anybody().Decide(terms);

    public static JournalRecord Of(ApiRequest request, ToldJournal row)
    {
        var (journal, details) = (row.Journal, row.Journal.Details);
        return new()
        {
            Key = journal.Key,
            Title = journal.Title,
            Subtitle = details.Subtitle,
            OtherTitles = details.OtherTitles,
            Abbreviation = journal.Abbreviation ?? details.IsoAbbreviation,
            FormerTitle = details.FormerTitle,
            Publisher = journal.Publisher,
            PublisherPlace = details.PublisherPlace,
            PrintIssn = journal.PrintIssn?.Value,
            OnlineIssn = journal.OnlineIssn?.Value,
            LinkingIssn = details.LinkingIssn,
            Language = journal.Language,
            Languages = details.Languages ?? (journal.Language is { } language ? [language] : []),
            About = journal.About,
            Founded = details.Founded,
            Frequency = details.Frequency,
            PeerReview = details.PeerReview,
            Licence = details.LicenceAddress,
            Reading = journal.Reading,
            ArticleCount = row.ArticleCount,
            IssueCount = row.IssueCount,
            Url = request.Page("journals", journal.Key),
            Self = request.Self("journals", journal.Key),
            Updated = row.Updated,
        };
    }

    public static JournalName Name(ApiRequest request, string key, string title, string? issn) => new() { Key = key, Title = title, Issn = issn, Self = request.Self("journals", key) };

    public static IssueName Name(ApiRequest request, string journalKey, IssueLink issue) => new()
    {
        Key = issue.Key,
        Volume = issue.Volume,
        Number = issue.Number,
        Title = issue.Title,
        Published = issue.Published,
        Self = request.Self("journals", journalKey, "issues", issue.Key),
    };

    public static CountedIssue Of(ApiRequest request, Journal journal, IssueListRow row) => new()
    {
        Key = row.Key,
        Volume = row.Volume,
        Number = row.Number,
        Title = row.Title,
        Published = row.Published,
        Kind = row.Kind,
        Editors = row.Details.Editors,
        Description = row.Details.Description,
        ArticleCount = row.ArticleCount,
        Journal = Name(request, journal.Key, journal.Title, (journal.OnlineIssn ?? journal.PrintIssn)?.Value),
        Url = request.Page("journals", journal.Key, row.Key),
        Self = request.Self("journals", journal.Key, "issues", row.Key),
    };

    public static ArticleSummary Of(ApiRequest request, ToldArticleRow row, AccessDecision decision) => new()
    {
        Id = row.Id,
        Slug = row.Slug,
        Title = row.Title,
        Subtitle = row.Subtitle,
        People = [.. row.People.Select(person => new Person { Name = person.Name, Role = person.Role, Orcid = person.Orcid, Key = person.Key })],
        Section = row.Section,
        Type = row.Type,
        Language = row.Language,
        Pages = row.Pages,
        Published = row.Published,
        Doi = row.Doi,
        Journal = Name(request, row.JournalKey, row.JournalTitle, row.JournalIssn),
        Issue = IssueOf(request, row),
        Access = Of(decision),
        Updated = row.RecordAt,
        Url = request.Page("articles", row.Slug),
        Self = request.Self("articles", row.Slug),
    };

    public static ArticleRecord Of(ApiRequest request, ToldArticle row, AccessDecision decision, IReadOnlyList<ToldVersion> versions, IReadOnlyList<ToldFile> files)
    {
        var article = row.ReadArticle();
        var summary = Of(request, (ToldArticleRow)row, decision);
        return new()
        {
            Id = summary.Id,
            Slug = summary.Slug,
            Title = summary.Title,
            Subtitle = summary.Subtitle,
            People = summary.People,
            Section = summary.Section,
            Type = summary.Type,
            Language = summary.Language,
            Pages = summary.Pages,
            Published = summary.Published,
            Doi = summary.Doi,
            Journal = summary.Journal,
            Issue = summary.Issue,
            Access = summary.Access,
            Updated = summary.Updated,
            Url = summary.Url,
            Self = summary.Self,
            TranslatedTitles = [.. article.TranslatedTitles.Select(title => new LanguageText { Language = title.Language, Text = title.Text })],
            Identifiers = [.. article.Identifiers.Select(identifier => new Identifier { Type = identifier.Type, Value = identifier.Value })],
            Contributors = [.. article.Contributors.Select(Of)],
            Abstracts = [.. article.Abstracts.Select(text => new AbstractRecord { Type = text.Type, Language = text.Language, Text = text.Text })],
            Keywords = article.Keywords,
            FirstPage = article.FirstPage,
            LastPage = article.LastPage,
            ArticleNumber = article.ElocationId,
            PublishedOnline = article.PublishedOnline?.ToString(),
            PublishedInPrint = article.PublishedInPrint?.ToString(),
            History = [.. article.History.Select(date => new HistoryRecord { Type = date.Type, Date = date.Date.ToString() })],
            Publisher = row.JournalPublisher,
            Licence = article.Licence is { } licence ? new() { Url = licence.Address, Text = licence.Text } : null,
            Copyright = article.Copyright,
            Funding = [.. article.Funding.Select(money => new FundingRecord { Funder = money.Funder, Awards = money.Awards, Statement = money.Statement })],
            Disclosure = article.Disclosure,
            Named = [.. article.Related.Select(other => new NamedRelation { Type = other.Type, Doi = other.Doi?.Value, Address = other.Address, Text = other.Text })],
            Relations = [.. row.Relations.Select(other => new RelationRecord { Kind = other.Kind, IsNotice = other.IsNotice, Title = other.Title, Published = other.Published, Doi = other.Doi, Self = request.Self("articles", other.Slug) })],
            Files = [.. Files(request, row, decision, files)],
            Versions = [.. versions.Select(version => new VersionRecord { Number = version.Number, At = version.At, Act = version.Act, Summary = version.Summary })],
            NoteCount = row.NoteCount,
            SourceCount = row.SourceCount,
            FirstPublic = row.FirstPublic,
            NotesUrl = request.Self("articles", row.Slug, "notes"),
            SourcesUrl = request.Self("articles", row.Slug, "sources"),
            CitedByUrl = request.Self("articles", row.Slug, "cited-by"),
            BodyUrl = request.Self("articles", row.Slug, "body"),
        };
    }

    public static NoteRecord Of(ApiRequest request, string slug, ToldNote note) => new()
    {
        Key = KeyOf(note.HtmlId),
        Label = note.Label,
        Kind = note.Container,
        Language = note.Language,
        Text = note.Text,
        References = [.. note.References.Select(pair => Of(note.Text, pair.Reference, pair.PointsTo))],
        Commentary = [.. note.Commentary.Select(span => new Stretch { Start = span.Start, End = span.End })],
        Corrected = note.CorrectedAt,
        Url = request.Page("articles", slug, "notes", KeyOf(note.HtmlId)),
        Self = request.Self("articles", slug, "notes", KeyOf(note.HtmlId)),
    };

    // Where notes are closed, what only a note says of a source (its words on the document) is closed too.
    public static SourceRecord Of(ApiRequest request, ToldSource source, AccessDecision decision)
    {
        var unit = source.Best is ArchivalReference file ? UnitOf(file) : source.Path is { } path ? new UnitFields { Archive = ArchiveOf(source.RepositoryId, null), Path = path } : null;
        return new()
        {
            Id = source.SourceId,
            Kind = source.Kind,
            Label = source.Label,
            Work = source.Best is PublishedReference work ? WorkOf(work) : null,
            Unit = decision.Notes || unit is null ? unit : unit with { Description = null, Date = null, Folio = null, Side = null },
            Url = source.Page is { } page ? request.Site + page : null,
            Doi = source.Doi?.Doi,
            DoiFrom = source.Doi?.From,
            NoteCount = source.Notes.Count,
            Notes = decision.Notes ? [.. source.Notes.Select(note => new CitingNote { Key = KeyOf(note.HtmlId), Label = note.Label })] : null,
        };
    }

    public static CitedUnit Of(ApiRequest request, ToldUnit unit) => new()
    {
        Archive = ArchiveOf(unit.RepositoryId, null)!,
        Path = unit.Path,
        Label = unit.Label,
        SourceId = unit.SourceId,
        Mentions = unit.Mentions,
        Article = new() { Slug = unit.Slug, Title = unit.Title, Doi = unit.Doi, Self = request.Self("articles", unit.Slug) },
    };

    private static ContributorRecord Of(Contributor person) => new()
    {
        Name = person.DisplayName,
        Family = person.Family,
        Given = person.Given,
        Suffix = person.Suffix,
        Role = person.Role,
        IsGroup = person.IsGroup,
        Orcid = person.Orcid,
        Affiliations = person.Affiliations,
        Biography = person.Biography,
        Key = PersonKey.Of(person),
    };

    private static Access Of(AccessDecision decision) => new() { Notes = decision.Notes, Body = decision.Body, Files = decision.Files, Reason = decision.Reason };

    private static IssueName? IssueOf(ApiRequest request, ToldArticleRow row) => row.IssueKey is not { } key ? null
        : Name(request, row.JournalKey, new IssueLink(key, row.IssueVolume, row.IssueNumber, row.IssueTitle, row.IssuePublished));

    private static IEnumerable<FileRecord> Files(ApiRequest request, ToldArticle row, AccessDecision decision, IReadOnlyList<ToldFile> files)
    {
        foreach (var form in ArticleForms.All.Where(form => form.May(decision)))
        {
            foreach (var made in row.Downloads.Where(made => made.Kind == form.Kind))
            {
                yield return new() { Kind = form.Kind, Url = request.Site + form.Address(row.Slug), MediaType = form.MediaType ?? (form.Kind == ArticleForms.Card.Kind ? "image/png" : "application/pdf"), Size = made.Length };
            }
        }

        // The publisher's own PDF was told above, as the PDF of the article.
        foreach (var file in files.Where(file => file is not { Role: "download", MediaType: "application/pdf" } && (IsPicture(file) ? decision.Body : decision.Files)))
        {
            yield return new()
            {
                Kind = file.Role,
                Name = file.Name,
                Url = file.Role == "source" ? request.Page("articles", row.Slug, "source") : request.Page("articles", row.Slug, "files", file.Name),
                MediaType = file.MediaType,
                Size = file.Length,
            };
        }
    }

    private static bool IsPicture(ToldFile file) => file.MediaType.StartsWith("image/", StringComparison.Ordinal) && file.Role != "figureOriginal";

    private static NoteReference Of(string note, ResolvedReference resolved, string? pointsTo)
    {
        var reference = resolved.Reference;
        var (start, end) = (Math.Clamp(reference.Span.Start, 0, note.Length), Math.Clamp(reference.Span.End, 0, note.Length));
        return new()
        {
            Kind = resolved.Kind,
            Form = reference.Form,
            Start = start,
            End = Math.Max(start, end),
            Text = note[start..Math.Max(start, end)],
            Pages = reference.Pages?.Text,
            SourceId = resolved.SourceId,
            PointsTo = resolved.RefersTo is { } target ? new() { Label = target.Label, Note = pointsTo is null ? null : KeyOf(pointsTo), Reference = target.Reference } : null,
            Confidence = Math.Round(resolved.Confidence, 3),
            Reason = resolved.Reason,
            ReadBy = resolved.Origin == ReadingOrigin.Editor ? ReadBy.Editor : ReadBy.Program,
            Work = reference is PublishedReference work ? WorkOf(work) : null,
            Unit = reference is ArchivalReference file ? UnitOf(file) : null,
        };
    }

    private static WorkFields WorkOf(PublishedReference work) => new()
    {
        Authors = Names(work.Authors),
        Editors = Names(work.Editors),
        Translators = Names(work.Translators),
        Title = work.Title?.Text,
        Container = work.Container?.Text,
        Place = work.Place?.Text,
        Publisher = work.Publisher?.Text,
        Year = work.Year?.Text,
        Volume = work.Volume?.Text,
        Issue = work.Issue?.Text,
        Series = work.Series?.Text,
        Edition = work.Edition?.Text,
        Doi = work.Doi?.Text,
        Url = work.Url?.Text,
    };

    private static UnitFields UnitOf(ArchivalReference file) => new()
    {
        Archive = ArchiveOf(file.RepositoryId, file.RepositoryName?.Text ?? file.Repository?.Text),
        Path = [.. file.Path.Select(level => level.Text)],
        Folio = file.Folio?.Text,
        Side = file.Side,
        Series = file.Series?.Text,
        Description = file.Description?.Text,
        Date = file.Date?.Text,
    };

    private static ArchiveName? ArchiveOf(string? id, string? printed) => id is not null && RepositoryDirectory.Shipped.Find(id) is { } known
        ? new() { Id = id, Name = known.Name, EnglishName = known.EnglishName, City = known.City, Country = known.Country }
        : id is null && printed is null ? null : new() { Id = id, Name = printed };

    private static IReadOnlyList<PrintedName> Names(IReadOnlyList<PersonName> people) => [.. people.Select(person => new PrintedName { Family = person.Family, Given = person.Given })];

    /// <summary>The key of a note: the id of its element without what makes it one.</summary>
    public static string KeyOf(string htmlId) => htmlId.StartsWith('n') ? htmlId[1..] : htmlId;
}

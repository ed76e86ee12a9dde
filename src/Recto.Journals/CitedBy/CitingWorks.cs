using System.Globalization;
using System.Text;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Exchange.Citations;
using Recto.Journals.Tables;

namespace Recto.Journals.CitedBy;

/// <summary>Citing works as files: through the formats of every citation, and as a table.</summary>
public static class CitingWorks
{
    private static readonly string[] Columns = ["doi", "kind", "title", "authors", "container", "volume", "issue", "first_page", "year", "sources", "self_citation", "retracted", "first_seen", "other_versions"];

    /// <summary>An article of this site as a citing work.</summary>
    /// <param name="article">Its record.</param>
    /// <param name="journal">Title of its journal.</param>
    /// <param name="volume">Volume of its issue; null for the record’s own.</param>
    /// <param name="number">Number of its issue; null for the record’s own.</param>
    /// <param name="address">Its path on this site.</param>
    public static CitingWork Of(Article article, string journal, string? volume, string? number, string address)
    {
        ArgumentNullException.ThrowIfNull(article);
        return new CitingWork
        {
            Doi = article.Doi,
            Kind = CitingKind.Article,
            Title = PrintedText.Line(article.Subtitle is null ? article.Title : $"{article.Title}: {article.Subtitle}"),
            Authors = AuthorsOf(article),
            Container = PrintedText.Line(journal),
            Volume = volume ?? article.Volume,
            Issue = number ?? article.Issue,
            FirstPage = article.FirstPage ?? article.ElocationId,
            Year = article.Published?.Year,
            Address = address,
        };
    }

    /// <summary>The authors of an article of this site; everybody named where nobody is called an author.</summary>
    public static IReadOnlyList<CitingAuthor> AuthorsOf(Article article)
    {
        ArgumentNullException.ThrowIfNull(article);
        var people = article.Authors.Any() ? article.Authors : article.Contributors;
        return [.. people.Where(person => PrintedText.Line(person.Family) is not null).Select(person => new CitingAuthor(PrintedText.Line(person.Family)!, PrintedText.Line(person.Given), person.Orcid))];
    }

    /// <summary>A citing work as the formats of citations want it.</summary>
    public static CitedWork ToCited(CitingWork work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var (family, year) = (work.Authors.Count > 0 ? WorkKeys.Folded(work.Authors[0].Family)?.Replace(' ', '-') : null, work.Year?.ToString(CultureInfo.InvariantCulture));
        return new CitedWork
        {
            Type = work.Kind switch
            {
                CitingKind.Article or CitingKind.Review => WorkType.Article,
                CitingKind.Book => WorkType.Book,
                CitingKind.Chapter or CitingKind.Conference => WorkType.Chapter,
                CitingKind.Thesis => WorkType.Thesis,
                CitingKind.Report or CitingKind.Standard => WorkType.Report,
                _ => WorkType.Document,
            },
            Id = $"{family ?? "work"}-{year ?? "nd"}",
            Authors = [.. work.Authors.Select(author => new CitedName { Family = author.Family, Given = author.Given, IsWhole = author.Given is null })],
            Title = work.Title,
            Container = work.Container,
            Volume = work.Volume,
            Issue = work.Issue,
            Pages = work.FirstPage is { } page ? (page, null) : null,
            Publisher = work.Publisher,
            Issued = work.Year is { } known ? new CitedDate(year!, new CitedDay(known, null, null), null, null, false) : null,
            Doi = work.Doi?.Value,
            Url = work.Address,
            Issn = work.Issns.Count > 0 ? work.Issns[0] : null,
        };
    }

    /// <summary>A table, UTF-8 with byte order mark (which spreadsheets ask for): one line a work, RFC 4180.</summary>
    public static byte[] Csv(IEnumerable<MergedCitation> citations)
    {
        ArgumentNullException.ThrowIfNull(citations);
        var table = new StringBuilder("\uFEFF").AppendJoin(',', Columns).Append("\r\n");
        foreach (var one in citations)
        {
            var work = one.Work;
            table.AppendJoin(',', new[]
            {
                work.Doi?.Value, WordOf(work.Kind), work.Title, string.Join("; ", work.Authors.Select(author => author.Given is null ? author.Family : $"{author.Family}, {author.Given}")), work.Container, work.Volume, work.Issue, work.FirstPage,
                work.Year?.ToString(CultureInfo.InvariantCulture), string.Join("; ", one.SeenBy.Select(seen => WordOf(seen.Source))), one.IsSelf ? "yes" : "no", one.IsRetracted ? "yes" : "no",
                one.FirstSeen.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), string.Join("; ", one.OtherVersions.Select(version => version.ToLowerInvariant())),
            }.Select(field => CsvField.Of(PrintedText.Line(field)))).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(table.ToString());
    }

    /// <summary>A kind as addresses and files call it.</summary>
    public static string WordOf(CitingKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The kind of such a word; null where it is none.</summary>
    public static CitingKind? KindOf(string? word) => Enum.GetValues<CitingKind>().Cast<CitingKind?>().FirstOrDefault(kind => WordOf(kind!.Value) == word);

    /// <summary>A source as addresses and files call it.</summary>
    public static string WordOf(CitationSource source) => source switch { CitationSource.Crossref => "crossref", CitationSource.OpenCitations => "opencitations", _ => "notes" };

    /// <summary>The source of such a word; null where it is none.</summary>
    public static CitationSource? SourceOf(string? word) => Enum.GetValues<CitationSource>().Cast<CitationSource?>().FirstOrDefault(source => WordOf(source!.Value) == word);
}

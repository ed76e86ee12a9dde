using System.Text;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Identifiers;

namespace Recto.Journals.Exchange.Citations;

/// <summary>What is needed to cite an article: its record, and what only the site knows.</summary>
/// <param name="Article">The record.</param>
/// <param name="JournalTitle">Title of the journal on this site.</param>
/// <param name="Volume">Volume as printed; null where there is none.</param>
/// <param name="Number">Issue number as printed; null where there is none.</param>
/// <param name="Address">Absolute address of the article, used where it has no DOI.</param>
public sealed record ArticleCitation(Article Article, string JournalTitle, string? Volume, string? Number, string Address)
{
    /// <summary>The DOI's address, else the site's own.</summary>
    public string Link => Article.Doi?.Address ?? Address;

    /// <summary>Pages as printed, or the article number; null where the source does not say.</summary>
    public string? Pages => (Article.FirstPage, Article.LastPage) switch
    {
        (not null, not null) when Article.FirstPage != Article.LastPage => $"{Article.FirstPage}–{Article.LastPage}",
        (not null, _) => Article.FirstPage,
        _ => Article.ElocationId,
    };

    /// <summary>The article as a work.</summary>
    /// <param name="note">A note of it that is cited; null for the whole article.</param>
    public CitedWork ToWork(CitedNote? note = null)
    {
        var title = Title();
        var id = Key();
        return new CitedWork
        {
            Type = WorkType.Article,
            Id = note is null ? id : $"{id}-{note.FileStem}",
            Authors = Names("author"),
            Editors = Article.Authors.Any() ? [] : Names("editor"),
            Translators = Names("translator"),
            Title = title,
            TranslatedTitle = English(Article.Language) ? null : Article.TranslatedTitles.Where(other => English(other.Language)).Select(other => PrintedText.Line(other.Text)).FirstOrDefault(),
            Container = PrintedText.Line(JournalTitle),
            ContainerShort = PrintedText.Line(Article.Journal?.Abbreviation) is { } abbreviation && abbreviation != JournalTitle ? abbreviation : null,
            Volume = PrintedText.Line(Volume),
            Issue = PrintedText.Line(Number),
            Pages = PrintedText.Line(Article.FirstPage) is { } first ? (first, PrintedText.Line(Article.LastPage)) : null,
            ArticleNumber = Article.FirstPage is null ? PrintedText.Line(Article.ElocationId) : null,
            Publisher = PrintedText.Line(Article.Journal?.Publisher),
            Issued = Date(Volume is null && Number is null ? Article.Published : Article.PublishedInPrint ?? Article.Published),
            Doi = Article.Doi?.Value,
            Url = note?.Address ?? (Article.Doi is null ? Address : null),
            Issn = Article.Journal?.OnlineIssn?.Value ?? Article.Journal?.PrintIssn?.Value,
            Language = Article.Language,
            Abstract = Article.Abstracts.FirstOrDefault(one => one.Type is null)?.Text,
            Keywords = [.. Article.Keywords.Select(PrintedText.Line).OfType<string>()],
            Locator = note is null ? null : "n. " + note.Label,
            LocatorUrl = note?.Address,
        };
    }

    private string Title() => PrintedText.Line(Article.Subtitle) is not { } subtitle ? PrintedText.Line(Article.Title) ?? "" : PrintedText.Line(Article.Title)?.TrimEnd(':', ' ') switch
    {
        null or "" => subtitle,
        [.., '?' or '!' or '.' or '…' or ',' or '—'] title => $"{title} {subtitle}",
        var title => $"{title}: {subtitle}",
    };

    private List<CitedName> Names(string role) => [.. Article.Contributors.Where(person => person.Role == role).Select(Name).OfType<CitedName>()];

    // The record says which part is which: "van der Berg" is what its author wants to be sorted by.
    private static CitedName? Name(Contributor person) => PrintedText.Line(person.Family) is not { } family ? null : person.IsGroup || PrintedText.Line(person.Given) is null
        ? new CitedName { Family = family, IsWhole = true, IsBody = person.IsGroup }
        : new CitedName { Family = family, Given = PrintedText.Line(person.Given), Suffix = PrintedText.Line(person.Suffix) };

    private static CitedDate? Date(PartialDate? date) => date is null ? null : new CitedDate(date.ToString(), new CitedDay(date.Year, date.Month, date.Month is null ? null : date.Day), null, null, IsCirca: false);

    private static bool English(string? language) => language is not null && (language.Equals("en", StringComparison.OrdinalIgnoreCase) || language.StartsWith("en-", StringComparison.OrdinalIgnoreCase));

    // vershinin-2021-task: letters of any script become ASCII where they can, else they are left out.
    private string Key()
    {
        var name = Article.Authors.FirstOrDefault()?.Family ?? (Article.Contributors is [var first, ..] ? first.Family : JournalTitle);
        var word = Article.Title.Split(' ').Select(Ascii).FirstOrDefault(word => word.Length > 3);
        return string.Join('-', new[] { Ascii(name), Article.Published?.Year.ToString("0000", System.Globalization.CultureInfo.InvariantCulture), word }.Where(part => !string.IsNullOrEmpty(part))) is { Length: > 0 } key ? key : "article";
    }

    private static string Ascii(string words)
    {
        var ascii = new StringBuilder();
        foreach (var c in words.Normalize(NormalizationForm.FormKD))
        {
            if (char.IsAsciiLetterOrDigit(c) && ascii.Length < 30)
            {
                ascii.Append(char.ToLowerInvariant(c));
            }
        }

        return ascii.ToString();
    }
}

/// <summary>A note of an article, cited.</summary>
/// <param name="Label">Its label as printed.</param>
/// <param name="Address">Its absolute address.</param>
/// <param name="FileStem">What tells its files from those of others: <c>n12</c>.</param>
public sealed record CitedNote(string Label, string Address, string FileStem);

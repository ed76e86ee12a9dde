using System.Globalization;
using System.Text;

namespace Recto.Journals.Exchange.Citations;

/// <summary>A note of the Modern Humanities Research Association's guide, 4th edition: <c>Ada Hall, ‘Title’, <i>Journal</i>, 3.2 (2026), pp. 211–38, doi:10.1234/x.</c></summary>
internal static class MhraStyle
{
    private const string Circa = "c. ";
    private static readonly (int, string)[] Roman = [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")];

    public static CitationText Format(CitedWork work)
    {
        var line = new CitationLine(isAmerican: false);
        line.Text(work.Authors.Count > 3 ? NameForms.Plain(work.Authors[0]) + " and others" : NameLists.Plain(work.Authors)).Then(", ");
        _ = work.Type switch
        {
            WorkType.Article => Article(line, work),
            WorkType.Newspaper => line.Quoted(work.Title).Text(CitationWords.Translation(work)).Then(", ").Title(work.Container).Then(", ").Text(CitationDates.DayFirst(work.Issued, Circa)).Then(", ").Text(work.Locator ?? CitationWords.Pages(work.Pages, PageForm.Mhra)),
            WorkType.Chapter when work.IsPart => Chapter(line, work),
            WorkType.Thesis => Thesis(line, work),
            WorkType.Archival => Archival(line, work),
            WorkType.Web => line.Quoted(work.Title).Text(CitationWords.Translation(work)).Then(", ").Title(work.Container ?? work.Publisher).Then(", ").Text(CitationDates.DayFirst(work.Issued, Circa)).Then(", ").Text(work.Locator),
            WorkType.LegalCase or WorkType.Legislation => Legal(line, work),
            _ => Book(line, work),
        };
        _ = work.Doi is { } doi ? line.Then(", ").Link(work.Link, shown: "doi:" + doi) : line.Then(" ").Link(work.Url, "<").Then("").Text(work.Url is null ? null : ">");
        return line.Then(" ").Text(work.Doi is null && work.Url is not null && work.Accessed is { } day ? $"[accessed {CitationDates.Long(day)}]" : null).End();
    }

    private static CitationLine Article(CitationLine line, CitedWork work)
    {
        line.Quoted(work.Title).Text(CitationWords.Translation(work)).Then(", ").Title(work.Container);
        if (work.Volume is null && work.Issue is null && work.Issued?.From is { Day: not null })
        {
            line.Then(", ").Text(CitationDates.DayFirst(work.Issued, Circa));
        }
        else
        {
            line.Then(", ").Text(string.Join('.', new[] { work.Volume, work.Issue }.OfType<string>())).Then(" ").Text(CitationDates.Year(work.Issued, Circa) is { } year ? $"({year})" : null);
        }

        return line.Then(", ").Text(CitationWords.Pages(work.Pages, PageForm.Mhra) ?? (work.ArticleNumber is { } number ? "article " + number : null)).Then(" ").Text(work.Locator is { } place ? $"({place})" : null);
    }

    private static CitationLine Chapter(CitationLine line, CitedWork work)
    {
        line.Quoted(work.Title).Text(CitationWords.Translation(work)).Then(", ").Text(work.Title is null ? null : "in ").Then("").Title(work.Container);
        Hands(line, work);
        return line.Then(" ").Text(Facts(work)).Then(", ").Text(Volume(work)).Then(", ").Text(CitationWords.Pages(work.Pages, PageForm.Mhra)).Then(" ").Text(work.Locator is { } place ? $"({place})" : null);
    }

    private static CitationLine Book(CitationLine line, CitedWork work)
    {
        line.Title(work.Title ?? work.Container).Text(CitationWords.Translation(work));
        Hands(line, work);
        return line.Then(" ").Text(Facts(work)).Then(", ").Text(Volume(work)).Then(", ").Text(work.Locator);
    }

    private static void Hands(CitationLine line, CitedWork work)
    {
        line.Then(", ").Text(work.Editors.Count == 0 ? null : "ed. by " + (work.Editors.Count > 3 ? NameForms.Plain(work.Editors[0]) + " and others" : NameLists.Plain(work.Editors)));
        line.Then(", ").Text(work.Translators.Count == 0 ? null : "trans. by " + NameLists.Plain(work.Translators));
        line.Then(", ").Text(CitationWords.Edition(work.Edition, "edn"));
        line.Then(", ").Text(work.Series).Then(", ").Text(CitationWords.Number(work));
    }

    // The volume of a book in small Roman figures.
    private static string? Volume(CitedWork work)
    {
        if (!int.TryParse(work.Volume, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 399)
        {
            return CitationWords.Volume(work.Volume, "vol.");
        }

        var roman = new StringBuilder();
        foreach (var (value, sign) in Roman)
        {
            for (; number >= value; number -= value)
            {
                roman.Append(sign);
            }
        }

        return roman.ToString();
    }

    private static string Facts(CitedWork work) => work is { Publisher: null, Place: null, Issued: null } ? "[n.d.]" : $"({string.Join(", ", new[] { CitationWords.Imprint(work, CitationWords.Place(work)), CitationDates.Year(work.Issued, Circa) ?? "[n.d.]" }.OfType<string>())})";

    private static CitationLine Thesis(CitationLine line, CitedWork work)
    {
        var genre = CitationWords.IsDoctoral(work.Genre) ? "doctoral thesis" : work.Genre ?? "thesis";
        genre = work.Link is null ? "unpublished " + genre : genre;
        var facts = string.Join(", ", new[] { genre, work.Publisher ?? work.Place, CitationDates.Year(work.Issued, Circa) ?? "[n.d.]" }.OfType<string>());
        return line.Quoted(work.Title).Text(CitationWords.Translation(work)).Then(" ").Text($"({facts})").Then(", ").Text(work.Locator);
    }

    // From the town down to the leaf.
    private static CitationLine Archival(CitationLine line, CitedWork work)
    {
        line.Text(work.Title).Text(CitationWords.Translation(work)).Then(", ").Text(CitationDates.DayFirst(work.Issued, Circa));
        line.Then(", ").Text(work.ArchivePlace is { } town && work.Archive?.Contains(town, StringComparison.OrdinalIgnoreCase) != true ? town : null);
        return line.Then(", ").Text(work.Archive).Then(", ").Text(CitationWords.CallNumber(work)).Then(", ").Text(work.Locator);
    }

    private static CitationLine Legal(CitationLine line, CitedWork work)
    {
        _ = work.Type == WorkType.LegalCase ? line.Title(work.Title) : line.Text(work.Title);
        return line.Then(", ").Text(work.Volume).Then(work.Volume is null ? ", " : " ").Text(work.Container).Then(" ").Text(PageRange.Of(work.Pages, PageForm.Mhra))
            .Then(" ").Text(CitationWords.YearOfLaw(work, Circa) is { } year ? $"({year})" : null).Then(", ").Text(work.Locator);
    }
}

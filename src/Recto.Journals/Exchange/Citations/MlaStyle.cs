using System.Text.RegularExpressions;
using Recto.Journals.Exchange.Bibliographies;

namespace Recto.Journals.Exchange.Citations;

/// <summary>An entry among the works cited of the MLA Handbook, 9th edition: <c>Hall, Ada. “Title.” <i>Journal</i>, vol. 3, no. 2, 2026, pp. 211–38.</c></summary>
internal static partial class MlaStyle
{
    private const string Circa = "circa ";

    public static CitationText Format(CitedWork work)
    {
        var line = new CitationLine(isAmerican: true);
        var names = work.IsByEditors ? work.Editors : work.Authors;
        line.Text(names.Count > 2 ? NameForms.Inverted(names[0]) + ", et al." : NameLists.FirstInverted(names));
        if (work.IsByEditors)
        {
            line.Then(", ").Text(names.Count == 1 ? "editor" : "editors");
        }

        line.Then(". ");
        _ = work.Type switch
        {
            WorkType.Article => Article(line, work),
            WorkType.Newspaper => Newspaper(line, work),
            WorkType.Chapter when work.IsPart => Chapter(line, work),
            WorkType.Thesis => Thesis(line, work),
            WorkType.Archival => Archival(line, work),
            WorkType.Web => Web(line, work),
            WorkType.LegalCase or WorkType.Legislation => Legal(line, work),
            _ => Book(line, work),
        };
        return (work.Type == WorkType.Web ? line : line.Then(", ").Link(work.Link)).End();
    }

    /// <summary>As the text refers to it: <c>(Hall and Ray 214)</c>.</summary>
    public static CitationText InText(CitedWork work)
    {
        var line = new CitationLine(isAmerican: true).Text("(").Then("");
        var names = work.IsByEditors ? work.Editors : work.Authors;
        _ = names.Count == 0 ? Named(line, work) : line.Text(names.Count > 2 ? NameForms.Family(names[0]) + " et al." : NameLists.Joined(names, (name, _) => NameForms.Family(name), " and ", ", and "));
        return line.Then(", ").Text(work.Locator).Then("").Text(")").EndOpen();
    }

    private static CitationLine Named(CitationLine line, CitedWork work) =>
        work.Title is null || (work.Type is not (WorkType.Article or WorkType.Newspaper or WorkType.Web or WorkType.Archival) && !work.IsPart) ? line.Title(work.Title ?? work.Container ?? work.Archive) : work.Type == WorkType.Archival ? line.Text(work.Title) : line.Quoted(work.Title);

    private static CitationLine Article(CitationLine line, CitedWork work)
    {
        line.Quoted(work.Title).Text(CitationWords.Translation(work)).Then(". ").Title(work.Container);
        line.Then(", ").Text(CitationWords.Volume(work.Volume, "vol.")).Then(", ").Text(work.Issue is { } issue ? "no. " + issue : null);
        line.Then(", ").Text(work.Volume is null && work.Issue is null ? CitationDates.Abbreviated(work.Issued, Circa) : CitationDates.Year(work.Issued, Circa));
        return line.Then(", ").Text(CitationWords.Pages(work.Pages, PageForm.Mla) ?? (work.ArticleNumber is { } number ? "article " + number : null));
    }

    private static CitationLine Newspaper(CitationLine line, CitedWork work) => line.Quoted(work.Title).Text(CitationWords.Translation(work)).Then(". ").Title(work.Container)
        .Then(", ").Text(CitationDates.Abbreviated(work.Issued, Circa)).Then(", ").Text(CitationWords.Pages(work.Pages, PageForm.Mla));

    private static CitationLine Chapter(CitationLine line, CitedWork work)
    {
        line.Quoted(work.Title).Text(CitationWords.Translation(work)).Then(". ").Title(work.Container);
        line.Then(", ").Text(work.Translators.Count > 0 ? "translated by " + Hands(work.Translators) : null);
        line.Then(", ").Text(work.Editors.Count > 0 ? "edited by " + Hands(work.Editors) : null);
        line.Then(", ").Text(CitationWords.Edition(work.Edition, "ed.")).Then(", ").Text(CitationWords.Volume(work.Volume, "vol."));
        return Imprint(line.Then(", "), work).Then(", ").Text(CitationWords.Pages(work.Pages, PageForm.Mla));
    }

    private static CitationLine Book(CitationLine line, CitedWork work)
    {
        var hands = new[]
        {
            work.Editors.Count > 0 && !work.IsByEditors ? "edited by " + Hands(work.Editors) : null,
            work.Translators.Count > 0 ? "translated by " + Hands(work.Translators) : null,
            CitationWords.Edition(work.Edition, "ed."), CitationWords.Volume(work.Volume, "vol."), CitationWords.Number(work),
        };
        var by = string.Join(", ", hands.OfType<string>());
        line.Title(work.Title ?? work.Container).Text(CitationWords.Translation(work)).Then(". ").Text(CitationWords.Sentence(by));
        return Imprint(by.Length == 0 ? line.Then(". ") : line.Then(", "), work);
    }

    private static string? Hands(IReadOnlyList<CitedName> names) => names.Count > 2 ? NameForms.Plain(names[0]) + " et al." : NameLists.Plain(names);

    private static CitationLine Imprint(CitationLine line, CitedWork work)
    {
        var place = CitationWords.Place(work);
        return line.Text(place is not null && work.Publisher is not null ? $"{place}, {Press(work.Publisher)}" : Press(CitationWords.Imprint(work, place))).Then(", ").Text(CitationDates.Year(work.Issued, Circa));
    }

    // Appendix 1.5: University Press becomes UP.
    private static string? Press(string? publisher) => publisher is null ? null : UniversityOf().Replace(publisher, "U of ${name} P").Replace("University Press", "UP", StringComparison.Ordinal);

    private static CitationLine Thesis(CitationLine line, CitedWork work) => line.Title(work.Title).Text(CitationWords.Translation(work)).Then(". ").Text(CitationDates.Year(work.Issued, Circa))
        .Then(". ").Text(work.Publisher ?? work.Place).Then(work.Publisher is null && work.Place is null ? ". " : ", ").Text(CitationWords.IsDoctoral(work.Genre) ? "PhD dissertation" : work.Genre ?? "thesis");

    private static CitationLine Archival(CitationLine line, CitedWork work) => line.Text(work.Title).Text(CitationWords.Translation(work)).Then(". ").Text(CitationDates.Abbreviated(work.Issued, Circa))
        .Then(". ").Text(CitationWords.Archive(work)).Then(", ").Text(CitationWords.CallNumber(work));

    private static CitationLine Web(CitationLine line, CitedWork work)
    {
        line.Quoted(work.Title).Text(CitationWords.Translation(work)).Then(". ").Title(work.Container);
        line.Then(work.Container is null ? ". " : ", ").Text(work.Publisher != work.Container ? work.Publisher : null);
        line.Then(work.Container is null && work.Publisher is null ? ". " : ", ").Text(CitationDates.Abbreviated(work.Issued, Circa)).Then(", ").Link(work.Link);
        return line.Then(". ").Text(work.Accessed is { } day ? "Accessed " + CitationDates.Abbreviated(day) : null);
    }

    private static CitationLine Legal(CitationLine line, CitedWork work)
    {
        _ = work.Type == WorkType.LegalCase ? line.Title(work.Title) : line.Text(work.Title);
        return line.Then(". ").Title(work.Container).Then(", ").Text(CitationWords.Volume(work.Volume, "vol.")).Then(", ").Text(CitationWords.YearOfLaw(work, Circa)).Then(", ").Text(CitationWords.Pages(work.Pages, PageForm.Mla));
    }

    // University of Chicago Press
    [GeneratedRegex(@"University of (?<name>[\p{L} ]{2,40}?) Press", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex UniversityOf();
}

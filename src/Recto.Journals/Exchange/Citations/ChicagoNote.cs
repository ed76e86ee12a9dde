namespace Recto.Journals.Exchange.Citations;

/// <summary>A note of the Chicago Manual of Style, 18th edition, chapters 13 and 14: <c>Ada Hall, “Title,” <i>Journal</i> 3, no. 2 (2026): 211–38.</c></summary>
internal static class ChicagoNote
{
    private const string Circa = "ca. ";

    public static CitationText Format(CitedWork work)
    {
        var line = new CitationLine(isAmerican: true);
        var names = work.IsByEditors ? work.Editors : work.Authors;
        line.Text(names.Count > 2 ? NameForms.Plain(names[0]) + " et al." : NameLists.Plain(names));
        if (work.IsByEditors)
        {
            line.Then(", ").Text(names.Count == 1 ? "ed." : "eds.");
        }

        line.Then(", ");
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
        return line.Then(", ").Link(work.Link).End();
    }

    private static CitationLine Article(CitationLine line, CitedWork work)
    {
        line.Quoted(work.Title).Text(CitationWords.Translation(work)).Then(", ").Title(work.Container);
        Place(line, work);
        return line.Then(", ").Text(work.Locator);
    }

    /// <summary>Volume, issue, year, pages of an article: <c> 3, no. 2 (2026): 211–38</c>.</summary>
    public static void Place(CitationLine line, CitedWork work)
    {
        if (work.Volume is null && work.Issue is null && work.Issued?.From is { Day: not null })
        {
            line.Then(", ").Text(CitationDates.MonthFirst(work.Issued, Circa));
        }
        else
        {
            line.Then(" ").Text(work.Volume).Then(", ").Text(work.Issue is { } issue ? "no. " + issue : null);
            line.Then(" ").Text($"({CitationDates.Year(work.Issued, Circa) ?? "n.d."})");
        }

        line.Then(": ").Text(PageRange.Of(work.Pages, PageForm.Chicago) ?? work.ArticleNumber);
    }

    private static CitationLine Newspaper(CitationLine line, CitedWork work) => line.Quoted(work.Title).Text(CitationWords.Translation(work)).Then(", ").Title(work.Container)
        .Then(", ").Text(CitationDates.MonthFirst(work.Issued, Circa)).Then(", ").Text(work.Locator);

    private static CitationLine Chapter(CitationLine line, CitedWork work)
    {
        line.Quoted(work.Title).Text(CitationWords.Translation(work)).Then(", ").Text(work.Title is null ? null : "in ").Then("").Title(work.Container);
        Hands(line, work);
        return line.Then(" ").Text(Facts(work)).Then(", ").Text(work.Locator ?? PageRange.Of(work.Pages, PageForm.Chicago));
    }

    private static CitationLine Book(CitationLine line, CitedWork work)
    {
        line.Title(work.Title ?? work.Container).Text(CitationWords.Translation(work));
        Hands(line, work);
        return line.Then(" ").Text(Facts(work)).Then(", ").Text(work.Locator);
    }

    private static void Hands(CitationLine line, CitedWork work)
    {
        line.Then(", ").Text(work.Editors.Count > 0 && !work.IsByEditors ? "ed. " + NameLists.Plain(work.Editors) : null);
        line.Then(", ").Text(work.Translators.Count > 0 ? "trans. " + NameLists.Plain(work.Translators) : null);
        line.Then(", ").Text(CitationWords.Edition(work.Edition, "ed."));
        line.Then(", ").Text(CitationWords.Volume(work.Volume, "vol."));
        line.Then(", ").Text(work.Series).Then(work.Series is null ? ", " : " ").Text(CitationWords.Number(work));
    }

    private static string? Facts(CitedWork work)
    {
        var facts = string.Join(", ", new[] { CitationWords.Imprint(work, CitationWords.Place(work)), CitationDates.Year(work.Issued, Circa) ?? "n.d." }.OfType<string>());
        return $"({facts})";
    }

    private static CitationLine Thesis(CitationLine line, CitedWork work)
    {
        var genre = CitationWords.IsDoctoral(work.Genre) ? "PhD diss." : work.Genre ?? "thesis";
        var facts = string.Join(", ", new[] { genre, work.Publisher ?? work.Place, CitationDates.Year(work.Issued, Circa) ?? "n.d." }.OfType<string>());
        return line.Quoted(work.Title).Text(CitationWords.Translation(work)).Then(" ").Text($"({facts})").Then(", ").Text(work.Locator);
    }

    private static CitationLine Archival(CitationLine line, CitedWork work) => line.Text(work.Title).Text(CitationWords.Translation(work)).Then(", ").Text(CitationDates.MonthFirst(work.Issued, Circa))
        .Then(", ").Text(work.Locator).Then(", ").Text(CitationWords.CallNumber(work)).Then(", ").Text(CitationWords.Archive(work));

    private static CitationLine Web(CitationLine line, CitedWork work) => line.Quoted(work.Title).Text(CitationWords.Translation(work)).Then(", ").Text(work.Container ?? work.Publisher)
        .Then(", ").Text(CitationDates.MonthFirst(work.Issued, Circa)).Then(", ").Text(work.Issued is null && work.Accessed is { } day ? "accessed " + CitationDates.MonthFirst(day) : null).Then(", ").Text(work.Locator);

    private static CitationLine Legal(CitationLine line, CitedWork work) =>
        line.Text(work.Title).Then(", ").Text(work.Volume).Then(work.Volume is null ? ", " : " ").Text(work.Container).Then(" ").Text(PageRange.Of(work.Pages, PageForm.Chicago))
            .Then(" ").Text(CitationWords.YearOfLaw(work, Circa) is { } year ? $"({year})" : null).Then(", ").Text(work.Locator);
}

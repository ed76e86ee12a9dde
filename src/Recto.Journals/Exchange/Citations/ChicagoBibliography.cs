using Recto.Journals.Exchange.Bibliographies;

namespace Recto.Journals.Exchange.Citations;

/// <summary>An entry in a bibliography of the Chicago Manual of Style, 18th edition: <c>Hall, Ada. “Title.” <i>Journal</i> 3, no. 2 (2026): 211–38.</c></summary>
internal static class ChicagoBibliography
{
    private const string Circa = "ca. ";

    public static CitationText Format(CitedWork work)
    {
        var line = new CitationLine(isAmerican: true);
        var names = work.IsByEditors ? work.Editors : work.Authors;
        line.Text(Names(names));
        if (work.IsByEditors)
        {
            line.Then(", ").Text(names.Count == 1 ? "ed." : "eds.");
        }

        line.Then(". ");
        _ = work.Type switch
        {
            WorkType.Article => Article(line, work),
            WorkType.Newspaper => line.Quoted(work.Title).Text(CitationWords.Translation(work)).Then(". ").Title(work.Container).Then(", ").Text(CitationDates.MonthFirst(work.Issued, Circa)),
            WorkType.Chapter when work.IsPart => Chapter(line, work),
            WorkType.Thesis => Thesis(line, work),
            WorkType.Archival => Archival(line, work),
            WorkType.Web => Web(line, work),
            WorkType.LegalCase or WorkType.Legislation => Legal(line, work),
            _ => Book(line, work),
        };
        return line.Then(". ").Link(work.Link).End();
    }

    // More than six: the first three.
    private static string? Names(IReadOnlyList<CitedName> names) => names.Count <= 6 ? NameLists.FirstInverted(names)
        : string.Join(", ", names.Take(3).Select((name, at) => at == 0 ? NameForms.Inverted(name) : NameForms.Plain(name))) + ", et al.";

    private static CitationLine Article(CitationLine line, CitedWork work)
    {
        line.Quoted(work.Title).Text(CitationWords.Translation(work)).Then(". ").Title(work.Container);
        ChicagoNote.Place(line, work);
        return line;
    }

    private static CitationLine Chapter(CitationLine line, CitedWork work)
    {
        line.Quoted(work.Title).Text(CitationWords.Translation(work)).Then(". ").Text(work.Title is null ? null : "In ").Then("").Title(work.Container);
        line.Then(", ").Text(work.Editors.Count > 0 ? "edited by " + NameLists.Plain(work.Editors) : null);
        line.Then(", ").Text(work.Translators.Count > 0 ? "translated by " + NameLists.Plain(work.Translators) : null);
        line.Then(", ").Text(CitationWords.Edition(work.Edition, "ed."));
        line.Then(", ").Text(CitationWords.Volume(work.Volume, "vol."));
        line.Then(", ").Text(PageRange.Of(work.Pages, PageForm.Chicago));
        return Imprint(line.Then(". ").Text(work.Series), work);
    }

    private static CitationLine Book(CitationLine line, CitedWork work)
    {
        line.Title(work.Title ?? work.Container).Text(CitationWords.Translation(work));
        line.Then(". ").Text(work.Editors.Count > 0 && !work.IsByEditors ? "Edited by " + NameLists.Plain(work.Editors) : null);
        line.Then(". ").Text(work.Translators.Count > 0 ? "Translated by " + NameLists.Plain(work.Translators) : null);
        line.Then(". ").Text(CitationWords.Edition(work.Edition, "ed."));
        line.Then(". ").Text(CitationWords.Volume(work.Volume, "Vol."));
        line.Then(". ").Text(work.Series).Then(work.Series is null ? ". " : " ").Text(work.Series is null ? CitationWords.Sentence(CitationWords.Number(work)) : CitationWords.Number(work));
        return Imprint(line, work);
    }

    private static CitationLine Imprint(CitationLine line, CitedWork work) =>
        line.Then(". ").Text(CitationWords.Imprint(work, CitationWords.Place(work))).Then(", ").Text(CitationDates.Year(work.Issued, Circa) ?? "n.d.");

    private static CitationLine Thesis(CitationLine line, CitedWork work) => line.Quoted(work.Title).Text(CitationWords.Translation(work))
        .Then(". ").Text(CitationWords.IsDoctoral(work.Genre) ? "PhD diss." : CitationWords.Sentence(work.Genre) ?? "Thesis").Then(", ").Text(work.Publisher ?? work.Place).Then(", ").Text(CitationDates.Year(work.Issued, Circa) ?? "n.d.");

    private static CitationLine Archival(CitationLine line, CitedWork work) => work.Title is null && line.IsEmpty
        ? line.Text(CitationWords.Archive(work)).Then(". ").Text(CitationWords.Sentence(CitationWords.CallNumber(work))).Then(". ").Text(CitationDates.MonthFirst(work.Issued, Circa))
        : line.Text(work.Title).Text(CitationWords.Translation(work)).Then(", ").Text(CitationDates.MonthFirst(work.Issued, Circa))
            .Then(". ").Text(CitationWords.Sentence(CitationWords.CallNumber(work))).Then(". ").Text(CitationWords.Archive(work));

    private static CitationLine Web(CitationLine line, CitedWork work) => line.Quoted(work.Title).Text(CitationWords.Translation(work)).Then(". ").Text(work.Container ?? work.Publisher)
        .Then(work.Container is null && work.Publisher is null ? ". " : ", ").Text(CitationDates.MonthFirst(work.Issued, Circa)).Then(". ").Text(work.Issued is null && work.Accessed is { } day ? "Accessed " + CitationDates.MonthFirst(day) : null);

    private static CitationLine Legal(CitationLine line, CitedWork work) =>
        line.Text(work.Title).Then(", ").Text(work.Volume).Then(work.Volume is null ? ", " : " ").Text(work.Container).Then(" ").Text(PageRange.Of(work.Pages, PageForm.Chicago))
            .Then(" ").Text(CitationWords.YearOfLaw(work, Circa) is { } year ? $"({year})" : null);
}

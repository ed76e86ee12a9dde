using Recto.Journals.Exchange.Bibliographies;

namespace Recto.Journals.Exchange.Citations;

/// <summary>An entry in a list of references as <i>Cite Them Right</i>, 12th edition, has Harvard: <c>Hall, A. (2026) ‘Title’, <i>Journal</i>, 3(2), pp. 211–238.</c></summary>
internal static class HarvardStyle
{
    private const string Circa = "c. ";

    public static CitationText Format(CitedWork work)
    {
        var line = new CitationLine(isAmerican: false);
        var names = work.IsByEditors ? work.Editors : work.Authors;
        if (names.Count > 3)
        {
            line.Text(NameForms.InvertedInitials(names[0], "")).Then(" ").Italic("et al.");
        }
        else
        {
            line.Text(NameLists.Joined(names, (name, _) => NameForms.InvertedInitials(name, ""), " and ", " and "));
        }

        var date = $"({CitationDates.Year(work.Issued, Circa) ?? "no date"})";
        if (names.Count > 0)
        {
            line.Then(" ").Text(work.IsByEditors ? names.Count == 1 ? "(ed.)" : "(eds)" : null).Then(" ").Text(date).Then(" ");
            Named(line, work);
        }
        else
        {
            Named(line, work).Then(" ").Text(date);
        }

        _ = work.Type switch
        {
            WorkType.Article => Article(line.Then(names.Count > 0 ? ", " : " "), work),
            WorkType.Newspaper => line.Then(names.Count > 0 ? ", " : " ").Title(work.Title is null ? null : work.Container).Then(", ").Text(CitationDates.DayAndMonth(work.Issued)).Then(", ").Text(CitationWords.Pages(work.Pages, PageForm.Full)),
            WorkType.Chapter when work.IsPart => Chapter(line, work, names.Count > 0),
            WorkType.Thesis => line.Then(". ").Text(CitationWords.Sentence(work.Genre) ?? "Thesis").Then(". ").Text(work.Publisher ?? work.Place),
            WorkType.Archival => line.Then(", ").Text(CitationDates.DayAndMonth(work.Issued)).Then(". ").Text(work.Title is null ? null : CitationWords.Sentence(CitationWords.CallNumber(work))).Then(". ").Text(CitationWords.Archive(work)),
            WorkType.Web => line.Then(names.Count > 0 ? ", " : " ").Title(work.Container ?? work.Publisher),
            WorkType.LegalCase or WorkType.Legislation => line.Then(" ").Title(work.Container).Then(", ").Text(work.Volume).Then(", ").Text(CitationWords.Pages(work.Pages, PageForm.Full)),
            _ => Book(line, work),
        };
        line.Then(". ").Link(work.Link, "Available at: ");
        return line.Then(" ").Text(work.Link is not null && work.Doi is null && work.Accessed is { } day ? $"(Accessed: {CitationDates.Long(day)})" : null).End();
    }

    /// <summary>As the text refers to it: <c>(Hall and Ray, 2026, n. 12)</c>.</summary>
    public static CitationText InText(CitedWork work)
    {
        var line = new CitationLine(isAmerican: false).Text("(").Then("");
        var names = work.IsByEditors ? work.Editors : work.Authors;
        if (names.Count > 3)
        {
            line.Text(NameForms.Family(names[0])).Then(" ").Italic("et al.");
        }
        else
        {
            _ = names.Count > 0 ? line.Text(NameLists.Joined(names, (name, _) => NameForms.Family(name), " and ", " and ")) : Named(line, work);
        }

        return line.Then(", ").Text(CitationDates.Year(work.Issued, Circa) ?? "no date").Then(", ").Text(work.Locator).Then("").Text(")").EndOpen();
    }

    private static CitationLine Named(CitationLine line, CitedWork work)
    {
        _ = work.Type is WorkType.Article or WorkType.Newspaper || work.IsPart ? work.Title is null ? line.Title(work.Container) : line.Quoted(work.Title)
            : work.Type == WorkType.Archival ? work.Title is null ? line.Text(CitationWords.Sentence(CitationWords.CallNumber(work)) ?? work.Archive) : line.Quoted(work.Title)
            : line.Title(work.Title ?? work.Container);
        return line.Text(CitationWords.Translation(work));
    }

    private static CitationLine Article(CitationLine line, CitedWork work)
    {
        line.Title(work.Title is null ? null : work.Container).Then(", ").Text(work.Volume).Then(work.Volume is null ? ", " : "").Text(work.Issue is { } issue ? $"({issue})" : null);
        return line.Then(", ").Text(CitationWords.Pages(work.Pages, PageForm.Full) ?? (work.ArticleNumber is { } number ? "article " + number : null));
    }

    private static CitationLine Chapter(CitationLine line, CitedWork work, bool hasNames)
    {
        line.Then(hasNames ? ", " : " ").Text(work.Title is null ? null : "in ").Then("");
        line.Text(work.Editors.Count > 0 ? By(work.Editors) + (work.Editors.Count == 1 ? " (ed.)" : " (eds)") : null)
            .Then(work.Editors.Count > 0 ? " " : "").Title(work.Title is null ? null : work.Container);
        Details(line, work);
        return line.Then(", ").Text(CitationWords.Pages(work.Pages, PageForm.Full));
    }

    private static CitationLine Book(CitationLine line, CitedWork work) => Details(line, work);

    private static CitationLine Details(CitationLine line, CitedWork work)
    {
        line.Then(". ").Text(CitationWords.Edition(work.Edition, "edn"));
        line.Then(". ").Text(work.Editors.Count > 0 && !work.IsByEditors && !work.IsPart ? "Edited by " + By(work.Editors) : null);
        line.Then(". ").Text(work.Translators.Count > 0 ? "Translated by " + By(work.Translators) : null);
        line.Then(". ").Text(CitationWords.Volume(work.Volume, "Vol.")).Then(". ").Text(CitationWords.Sentence(CitationWords.Number(work)));
        return line.Then(". ").Text(CitationWords.Imprint(work, work.Place)).Then(" (").Text(work.Series is { } series ? series + ")" : null);
    }

    private static string? By(IReadOnlyList<CitedName> names) => NameLists.Joined(names, (name, _) => NameForms.Initialled(name, ""), " and ", " and ");
}

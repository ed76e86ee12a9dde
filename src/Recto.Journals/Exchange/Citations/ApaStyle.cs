using Recto.Journals.Exchange.Bibliographies;

namespace Recto.Journals.Exchange.Citations;

/// <summary>An entry in a list of references of the American Psychological Association, 7th edition: <c>Hall, A. (2026). Title. <i>Journal</i>, <i>3</i>(2), 211–238.</c></summary>
internal static class ApaStyle
{
    private const string Circa = "ca. ";
    private const int MostNames = 20;

    public static CitationText Format(CitedWork work)
    {
        var line = new CitationLine(isAmerican: true);
        if (work.Type is WorkType.LegalCase or WorkType.Legislation)
        {
            return Legal(line, work);
        }

        var names = work.IsByEditors ? work.Editors : work.Authors;
        var date = work.Type is WorkType.Newspaper or WorkType.Web or WorkType.Archival ? CitationDates.YearFirst(work.Issued, Circa) : CitationDates.Year(work.Issued, Circa);
        if (names.Count == 0)
        {
            Named(line, work).Then(". ").Text($"({date ?? "n.d."})").Then(". ");
        }
        else
        {
            line.Text(Names(names)).Then(" ").Text(work.IsByEditors ? names.Count == 1 ? "(Ed.)" : "(Eds.)" : null).Then(". ");
            Named(line.Text($"({date ?? "n.d."})").Then(". "), work).Then(". ");
        }

        _ = work.Type switch
        {
            WorkType.Article => Article(line, work),
            WorkType.Newspaper => line.Title(work.Title is null ? null : work.Container).Then(", ").Text(PageRange.Of(work.Pages, PageForm.Full)),
            WorkType.Chapter when work.IsPart => Chapter(line, work),
            WorkType.Archival => line.Text(work.Title is null && names.Count == 0 ? null : Kept(work)),
            WorkType.Web => line.Text(work.Container ?? Publisher(work)),
            WorkType.Thesis => line,
            _ => line.Text(Publisher(work)),
        };
        if (work is { Type: WorkType.Web, Issued: null, Accessed: { } day, Link: not null })
        {
            line.Then(". ").Text($"Retrieved {CitationDates.MonthFirst(day)}, from ").Then("");
        }
        else
        {
            line.Then(". ");
        }

        return work.Link is { } link ? line.Link(link).EndOpen() : line.End();
    }

    /// <summary>As the text refers to it: <c>(Hall &amp; Ray, 2026, n. 12)</c>.</summary>
    public static CitationText InText(CitedWork work)
    {
        var line = new CitationLine(isAmerican: true).Text("(").Then("");
        var names = work.IsByEditors ? work.Editors : work.Authors;
        _ = names.Count > 0 ? line.Text(names.Count > 2 ? NameForms.Family(names[0]) + " et al." : NameLists.Joined(names, (name, _) => NameForms.Family(name), " & ", " & "))
            : (work.Title ?? work.Container) is null ? line.Text(work.Archive)
            : StandsAlone(work) || work.Title is null ? line.Title(Cased(work)) : line.Quoted(work.Title);
        return line.Then(", ").Text(CitationDates.Year(work.Issued, Circa) ?? "n.d.").Then(", ").Text(work.Locator).Then("").Text(")").EndOpen();
    }

    private static string Names(IReadOnlyList<CitedName> names)
    {
        var written = names.Select(name => NameForms.InvertedInitials(name, " ")).ToList();
        return written switch
        {
            [var one] => one,
            { Count: > MostNames } => string.Join(", ", written.Take(MostNames - 1)) + ", … " + written[^1],
            _ => string.Join(", ", written.SkipLast(1)) + ", & " + written[^1],
        };
    }

    private static bool StandsAlone(CitedWork work) => work.Type is not (WorkType.Article or WorkType.Newspaper) && !work.IsPart;

    // The title with what stands in parentheses and brackets behind it.
    private static CitationLine Named(CitationLine line, CitedWork work)
    {
        if (work.Title is null && work.Container is null)
        {
            return line.Text(work.Type == WorkType.Archival ? Kept(work) : null);
        }

        _ = StandsAlone(work) ? line.Title(Cased(work)) : work.Title is null ? line.Title(work.Container) : line.Roman(Cased(work));
        line.Text(CitationWords.Translation(work));
        if (work.Type is WorkType.Book or WorkType.Document or WorkType.Report)
        {
            line.Then(" ").Text(Details(work, null));
        }
        else if (work.Type == WorkType.Thesis)
        {
            var genre = CitationWords.IsDoctoral(work.Genre) ? "Doctoral dissertation" : CitationWords.Sentence(work.Genre) ?? "Thesis";
            line.Then(" ").Text($"[{string.Join(", ", new[] { genre, work.Publisher ?? work.Place }.OfType<string>())}]");
        }

        return line;
    }

    // (2nd ed., Vol. 3, pp. 16–39)
    private static string? Details(CitedWork work, string? pages)
    {
        var hands = new[]
        {
            work.Editors.Count > 0 && !work.IsByEditors && !work.IsPart ? Hands(work.Editors) + (work.Editors.Count == 1 ? ", Ed." : ", Eds.") : null,
            work.Translators.Count > 0 ? Hands(work.Translators) + ", Trans." : null,
            string.Join(", ", new[] { CitationWords.Edition(work.Edition, "ed."), CitationWords.Volume(work.Volume, "Vol."), CitationWords.Sentence(CitationWords.Number(work)), pages }.OfType<string>()),
        };
        var details = string.Join("; ", hands.Where(part => !string.IsNullOrEmpty(part)));
        return details.Length == 0 ? null : $"({details})";
    }

    private static string? Hands(IReadOnlyList<CitedName> names) => NameLists.Joined(names, (name, _) => NameForms.Initialled(name, " "), " & ", ", & ");

    private static CitationLine Article(CitationLine line, CitedWork work)
    {
        line.Title(work.Title is null ? null : work.Container).Then(", ").Italic(work.Volume).Then(work.Volume is null ? ", " : "").Text(work.Issue is { } issue ? $"({issue})" : null);
        return line.Then(", ").Text(PageRange.Of(work.Pages, PageForm.Full) ?? (work.ArticleNumber is { } number ? "Article " + number : null));
    }

    private static CitationLine Chapter(CitationLine line, CitedWork work)
    {
        line.Text(work.Title is null ? null : "In ").Then("");
        line.Text(work.Editors.Count > 0 ? $"{Hands(work.Editors)} ({(work.Editors.Count == 1 ? "Ed." : "Eds.")})" : null).Then(work.Editors.Count > 0 ? ", " : "").Title(work.Title is null ? null : work.Container);
        return line.Then(" ").Text(Details(work, CitationWords.Pages(work.Pages, PageForm.Full))).Then(". ").Text(Publisher(work));
    }

    // Whoever publishes what they have written is named once.
    private static string? Publisher(CitedWork work) => work.Authors is [{ IsWhole: true } body] && body.Family == work.Publisher ? null : work.Publisher ?? work.Place;

    // Archives diplomatiques (URSS 965), La Courneuve
    private static string? Kept(CitedWork work)
    {
        var number = CitationWords.CallNumber(work);
        if (work.Archive is not { } archive)
        {
            return string.Join(", ", new[] { CitationWords.Sentence(number), work.ArchivePlace }.OfType<string>()) is { Length: > 0 } found ? found : null;
        }

        return archive + (number is null ? "" : $" ({number})") + (work.ArchivePlace is { } town && !archive.Contains(town, StringComparison.OrdinalIgnoreCase) ? ", " + town : "");
    }

    private static CitationText Legal(CitationLine line, CitedWork work)
    {
        line.Text(work.Title).Then(", ").Text(work.Volume).Then(work.Volume is null ? ", " : " ").Text(work.Container).Then(" ").Text(PageRange.Of(work.Pages, PageForm.Full))
            .Then(" ").Text(CitationWords.YearOfLaw(work, Circa) is { } year ? $"({year})" : null);
        return work.Link is { } link ? line.Then(". ").Link(link).EndOpen() : line.End();
    }

    private static string? Cased(CitedWork work) => SentenceCase.Of(work) ?? work.Container;
}

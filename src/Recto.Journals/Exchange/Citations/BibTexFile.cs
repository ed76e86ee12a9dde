using System.Globalization;
using Recto.Journals.Exchange.Bibliographies;

namespace Recto.Journals.Exchange.Citations;

/// <summary>BibTeX, UTF-8. Titles stand in double braces, so that no style changes their capitals; keys are unique in the file.</summary>
internal static class BibTexFile
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    public static void Write(IReadOnlyList<CitedWork> works, TextWriter output)
    {
        var keys = new BibTexKeys();
        for (var i = 0; i < works.Count; i++)
        {
            output.Write(i > 0 ? "\n" : "");
            Entry(works[i], keys.Of(works[i].Id ?? "work"), output);
        }
    }

    private static void Entry(CitedWork work, string key, TextWriter output)
    {
        var type = TypeOf(work);
        output.Write($"@{type}{{{key}");
        Field("author", BibTexEntries.Names(work.Authors));
        Field("editor", BibTexEntries.Names(work.Editors));
        Field("translator", BibTexEntries.Names(work.Translators));
        Field("title", PrintedText.Line(work.Title) is { } title ? "{" + BibTexText.Escaped(title) + "}" : null);
        Plain(type switch { "article" => "journal", "incollection" => "booktitle", _ => "howpublished" }, work.Container ?? Archive(work));
        Plain("series", work.Series);
        Plain("volume", work.Volume);
        Plain("number", work.Issue ?? work.Number);
        Field("pages", work.Pages is not { } pages ? work.ArticleNumber is { } number ? BibTexText.Escaped(number) : null : BibTexText.Escaped(pages.First) + (pages.Last is { } last && last != pages.First ? "--" + BibTexText.Escaped(last) : ""));
        Plain("eid", work.ArticleNumber);
        Plain("edition", work.Edition);
        Plain(type switch { "phdthesis" => "school", "techreport" => "institution", _ => "publisher" }, work.Publisher);
        Plain("address", work.Place);
        Plain("year", work.Issued is not { } date ? null : date.From is { } from && date.To is null && date.YearSuffix is null ? from.Year.ToString(CultureInfo.InvariantCulture) : date.Printed);
        Macro("month", work.Issued is { From.Month: { } month, To: null } ? Months[month - 1] : null);
        Field("date", work.Issued is { From: { Day: not null } day, To: null } ? day.ToString() : null);
        Plain("issn", work.Issn);
        Field("doi", work.Doi is { } doi ? BibTexText.Verbatim(doi) : null);
        Field("url", (work.Url ?? work.Link) is { } address ? BibTexText.Verbatim(address) : null);
        Plain("langid", Babel(work.Language));
        Plain("abstract", work.Abstract);
        Plain("keywords", work.Keywords.Count > 0 ? string.Join(", ", work.Keywords.Select(keyword => keyword.Replace(',', ';'))) : null);
        Plain("note", work.Locator);
        Plain("annote", work.Remark);
        output.Write("\n}\n");

        void Plain(string name, string? value) => Field(name, PrintedText.Line(value) is { } line ? BibTexText.Escaped(line) : null);

        void Field(string name, string? value)
        {
            if (value is not null)
            {
                output.Write($",\n  {name} = {{{value}}}");
            }
        }

        void Macro(string name, string? value)
        {
            if (value is not null)
            {
                output.Write($",\n  {name} = {value}");
            }
        }
    }

    private static string? Archive(CitedWork work) =>
        string.Join(", ", new[] { work.Archive, work.ArchivePlace, CitationWords.CallNumber(work) }.OfType<string>()) is { Length: > 0 } where ? where : null;

    // What biblatex calls the languages of journals that we know; others are left out, for an unknown one stops the run.
    private static string? Babel(string? language) => language?.Split('-')[0].ToLowerInvariant() switch
    {
        "en" => "english",
        "de" => "ngerman",
        "fr" => "french",
        "it" => "italian",
        "es" => "spanish",
        "pt" => "portuguese",
        "ru" => "russian",
        "uk" => "ukrainian",
        "pl" => "polish",
        "cs" => "czech",
        "nl" => "dutch",
        _ => null,
    };

    private static string TypeOf(CitedWork work) => work.Type switch
    {
        WorkType.Article or WorkType.Newspaper => "article",
        WorkType.Book => "book",
        WorkType.Chapter => "incollection",
        WorkType.Thesis => "phdthesis",
        WorkType.Report => "techreport",
        _ => "misc",
    };
}

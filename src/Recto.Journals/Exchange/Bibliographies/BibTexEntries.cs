using System.Text;
using Recto.Notes.References;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>BibTeX: one entry a source, of the types that every style knows; UTF-8, read by BibTeX 8-bit, biber and reference managers. Keys are the ids of the sources.</summary>
public static class BibTexEntries
{
    /// <summary>Writes the entries in order of first mention.</summary>
    public static void Write(Bibliography bibliography, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(bibliography);
        ArgumentNullException.ThrowIfNull(output);
        var keys = new BibTexKeys();
        var titles = new BibTexTitles(bibliography.LowerCaseWords);
        foreach (var source in bibliography.Sources)
        {
            Entry(output, source, keys.Of(source.Id), titles);
        }
    }

    private static void Entry(TextWriter output, CitedSource source, string key, BibTexTitles titles)
    {
        var type = TypeOf(source);
        output.Write($"@{type}{{{key}");
        Field("author", Names(source.Authors));
        Field("editor", Names(source.Editors));
        Field("title", titles.Write(source.DisplayTitle));
        Field(type switch { "article" => "journal", "incollection" => "booktitle", _ => "howpublished" }, type == "incollection" ? titles.Write(source.Container) : source.Container is null ? null : BibTexText.Escaped(source.Container));
        Field("translator", Names(source.Translators));
        Plain("series", source.Series);
        Plain("volume", source.Volume);
        Plain("number", source.Issue);
        Plain("edition", source.Edition);
        Field("pages", source.Pages is var (first, last) ? $"{BibTexText.Escaped(first)}--{BibTexText.Escaped(last)}" : null);
        Plain("address", source.Place);
        Plain(type switch { "phdthesis" => "school", "techreport" => "institution", _ => "publisher" }, source.Publisher);
        Year(source.Date);
        Archive(source.Archive);
        Plain("shorthand", source.Abbreviation);
        Field("doi", source.Doi is null ? null : BibTexText.Verbatim(source.Doi)); // Verbatim in biblatex: an underscore stays bare.
        Field("url", source.Url is null ? null : BibTexText.Verbatim(source.Url));
        Plain("annote", MentionWords.Of(source));
        output.Write("\n}\n\n");

        void Plain(string name, string? value) => Field(name, value is null ? null : BibTexText.Escaped(value));

        void Field(string name, string? value)
        {
            if (value is not null)
            {
                output.Write($",\n  {name} = {{{value}}}");
            }
        }

        void Year(CitedDate? date)
        {
            Plain("year", date is null ? null : date.From is null || date.To is not null || date.YearSuffix is not null || date.From is { Month: null } ? date.Printed : date.From.Value.ToString()[..4]);
            // biblatex reads "date" and prefers it; BibTeX passes over it.
            Field("date", date is { From: { Month: not null } from, To: var to } ? to is { } end ? $"{from}/{end}" : from.ToString() : null);
        }

        void Archive(CitedArchive? archive)
        {
            if (archive is not null)
            {
                Plain("howpublished", string.Join(", ", new[] { archive.Name, archive.Place, archive.CallNumber }.Where(part => part is not null)) is { Length: > 0 } where ? where : null);
            }
        }
    }

    private static string TypeOf(CitedSource source) => source.Kind switch
    {
        ReferenceKind.Book => "book",
        ReferenceKind.Chapter => "incollection",
        ReferenceKind.EditedSource => source.Container is null ? "book" : "incollection",
        ReferenceKind.Article or ReferenceKind.Newspaper => "article",
        ReferenceKind.Thesis => "phdthesis",
        ReferenceKind.Report => "techreport",
        _ => "misc",
    };

    /// <summary>A field of names; null for nobody.</summary>
    internal static string? Names(IReadOnlyList<CitedName> names) => names.Count == 0 ? null : string.Join(" and ", names.Select(Name));

    // von Last, Jr, First; BibTeX takes every lower-case word before the last for "von", so a family name of several words keeps together by braces.
    private static string Name(CitedName name)
    {
        if (name.IsWhole)
        {
            return "{" + BibTexText.Escaped(name.Family) + "}";
        }

        var parts = new StringBuilder(BibTexText.Escaped(name.Particles));
        var family = BibTexText.Escaped(name.Family);
        parts.Append(parts.Length > 0 && parts[^1] is not ('’' or '\'' or '-') ? " " : "");
        parts.Append(NeedsBraces(name.Family) ? "{" + family + "}" : family);
        foreach (var part in new[] { name.Suffix, name.Given })
        {
            if (part is not null)
            {
                var escaped = BibTexText.Escaped(part);
                parts.Append(", ").Append(HoldsSeparator(part) ? "{" + escaped + "}" : escaped);
            }
        }

        return parts.ToString();
    }

    private static bool NeedsBraces(string family) => family.Split(' ').Skip(1).Any(word => word.Length > 0) && family.Split(' ').Any(word => word.Length > 0 && char.IsLower(word[0])) || HoldsSeparator(family);

    private static bool HoldsSeparator(string words) => words.Contains(',', StringComparison.Ordinal) || words.Split(' ').Contains("and", StringComparer.OrdinalIgnoreCase);
}

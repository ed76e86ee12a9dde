using System.Text.RegularExpressions;
using System.Xml.Linq;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Journals.Exchange.MarkedNotes;

/// <summary>The fields of a publication as JATS elements.</summary>
internal static partial class PublishedMarks
{
    /// <summary>The marks, in no order.</summary>
    public static IEnumerable<Mark> Of(PublishedReference work, string text)
    {
        var marks = new List<Mark>();
        marks.AddRange(Persons("author", work.Authors, text));
        marks.AddRange(Persons("editor", work.Editors, text));
        marks.AddRange(Persons("translator", work.Translators, text));
        var isPart = work.Container is not null || work.Kind is ReferenceKind.Article or ReferenceKind.Chapter;
        Add(isPart ? work.Kind == ReferenceKind.Chapter ? "chapter-title" : "article-title" : "source", work.Title, "title");
        Add("source", work.Container, "source");
        Add("publisher-loc", work.Place, "publisher-loc");
        Add("publisher-name", work.Publisher, "publisher-name");
        Add("volume", work.Volume, "volume");
        Add("issue", work.Issue, "issue");
        Add("series", work.Series, "series");
        Add("edition", work.Edition, "edition");
        Add("uri", work.Url, "uri");
        if (work.Year is { } date && FourDigits().Match(date.Text.Length > 100 ? "" : date.Text) is { Success: true } year)
        {
            // "10 May 1932": the year of it.
            marks.Add(new Mark("year", date.Text.Length <= 9 ? date.Span : new TextSpan(date.Span.Start + year.Index, date.Span.Start + year.Index + year.Length), "year"));
        }

        if (work.Doi is { } doi)
        {
            marks.Add(new Mark("pub-id", doi.Span, "doi") { Attributes = [("pub-id-type", "doi")] });
        }

        marks.AddRange(Pages(work.Pages, text));
        return marks;

        void Add(string name, Field? field, string role)
        {
            if (field is not null)
            {
                marks.Add(new Mark(name, field.Span, role));
            }
        }
    }

    /// <summary>First and last page; what is no plain range is one <c>page-range</c>.</summary>
    private static IEnumerable<Mark> Pages(Field? pages, string text)
    {
        if (pages is null)
        {
            return [];
        }

        if (MentionReader.KindBefore(text, pages.Span) is not LocatorKind.Page and var kind)
        {
            var counted = kind.ToString().ToLowerInvariant();
            return [new Mark("named-content", pages.Span, counted) { Attributes = [("content-type", counted)] }];
        }

        var match = PageRange().Match(pages.Text.Length > 100 ? "" : pages.Text);
        if (!match.Success)
        {
            return [new Mark("page-range", pages.Span, "pages")];
        }

        TextSpan Part(Group group) => new(pages.Span.Start + group.Index, pages.Span.Start + group.Index + group.Length);
        var first = new Mark("fpage", Part(match.Groups["first"]), "pages");
        return match.Groups["last"].Success ? [first, new Mark("lpage", Part(match.Groups["last"]), "pages")] : [first];
    }

    private static IEnumerable<Mark> Persons(string role, IReadOnlyList<PersonName> persons, string text)
    {
        var names = persons.Where(person => person.Span.Length > 0 && person.Span.End <= text.Length).Select(person => Person(role, person, text)).OrderBy(mark => mark.Span.Start).ToList();
        return names.Count == 0 ? [] : [new Mark("person-group", new TextSpan(names[0].Span.Start, names.Max(name => name.Span.End)), role) { Attributes = [("person-group-type", role)], Inside = names }];
    }

    private static Mark Person(string role, PersonName person, string text)
    {
        if (NameParts.Of(person) is { IsBody: true })
        {
            return new Mark("collab", person.Span, role);
        }

        var words = person.Span.In(text);
        var inside = new List<Mark>();
        var family = words.IndexOf(person.Family, StringComparison.Ordinal);
        if (family >= 0)
        {
            inside.Add(new Mark("surname", new TextSpan(person.Span.Start + family, person.Span.Start + family + person.Family.Length), role));
        }

        var given = person.Given is { Length: > 0 } printed ? words.IndexOf(printed, StringComparison.Ordinal) : -1;
        if (given >= 0)
        {
            inside.Add(new Mark("given-names", new TextSpan(person.Span.Start + given, person.Span.Start + given + person.Given!.Length), role));
        }

        return new Mark("string-name", person.Span, role) { Inside = CitationMarks.InOrder(inside, person.Span) };
    }

    [GeneratedRegex(@"\d{4}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex FourDigits();

    // 72   526–528   xii
    [GeneratedRegex(@"^(?<first>\d{1,6}|[ivxlcdm]{1,8})(\s?[-–—]\s?(?<last>\d{1,6}|[ivxlcdm]{1,8}))?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PageRange();
}

using Recto.Notes.Text;

namespace Recto.Journals.Works;

/// <summary>Keys under which records that may be of one work meet: only what shares a key is compared.</summary>
public static class WorkKeys
{
    /// <summary>No key is longer, in UTF-16 code units.</summary>
    public const int Longest = 120;

    /// <summary>The keys of a record, each once: by number, by name and first words of the title, by name, year and longest word, by title alone. Some ten at most.</summary>
    public static IReadOnlyList<string> Of(WorkShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        void Add(params ReadOnlySpan<string?> parts)
        {
            keys.Add(Cut(string.Join('|', parts!)));
        }

        if (shape.Doi is { } doi)
        {
            Add("doi", doi);
        }

        if (shape.Record.Isbn is { } isbn)
        {
            Add("isbn", isbn);
        }

        if (shape.Record.Oclc is { } oclc)
        {
            Add("oclc", oclc);
        }

        if (shape.Url is { } url)
        {
            Add("url", url);
        }

        string[] telling = [.. shape.Title.Telling.Take(12)];
        if (shape.IsDated && shape.Date?.From is { } day && telling.Length > 0)
        {
            Add("day", day.ToString(), telling[0]);
        }

        if (telling.Length == 0)
        {
            return [.. keys];
        }

        foreach (var person in shape.People.Take(3))
        {
            foreach (var name in person.Keys.Prepend(person.Family).Where(name => name.Length > 0).Distinct())
            {
                Add("by", name, telling[0]);
                if (telling.Length > 1)
                {
                    Add("by", name, telling[1]);
                }
            }

            if (shape.Year is { } year && person.Family.Length > 0)
            {
                Add("in", person.Family, year.ToString(System.Globalization.CultureInfo.InvariantCulture), telling.MaxBy(word => word.Length));
            }
        }

        Add("title", TitleKeyOf(shape.Title));
        if (shape.IsPart && shape.Container.Words.Length > 0)
        {
            Add("part", TitleKeyOf(shape.Container));
        }

        if (telling.Length > 3)
        {
            Add("words", string.Join(' ', telling.OrderByDescending(word => word.Length).ThenBy(word => word, StringComparer.Ordinal).Take(3).Order(StringComparer.Ordinal)));
        }

        return [.. keys];
    }

    /// <summary>The key of whatever may be the book in which a chapter stands; null where it stands in none.</summary>
    public static string? OfBook(WorkShape chapter)
    {
        ArgumentNullException.ThrowIfNull(chapter);
        return chapter.IsPart && chapter.Container.Words.Length > 0 ? Cut("title|" + TitleKeyOf(chapter.Container)) : null;
    }

    /// <summary>The key of whatever may stand in a book; null where it has no title.</summary>
    public static string? OfParts(WorkShape book)
    {
        ArgumentNullException.ThrowIfNull(book);
        return !book.IsPart && book.Title.Words.Length > 0 ? Cut("part|" + TitleKeyOf(book.Title)) : null;
    }

    private static string TitleKeyOf(TitleShape title) => string.Join(' ', title.Telling.Take(3));

    private static string Cut(string key) => BoundedText.Cut(key, Longest);
}

using System.Globalization;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Search;
using Recto.Notes.References;
using Recto.Notes.Resolution;

namespace Recto.Journals.Works;

/// <summary>A record made ready for comparing. Made once for each record that is compared.</summary>
public sealed class WorkShape
{
    private const int MostPeople = 12;

    /// <summary>Makes it.</summary>
    /// <param name="record">The record.</param>
    public WorkShape(WorkRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        Record = record;
        Title = TitleShape.Of(record.Title ?? record.Container);
        Container = TitleShape.Of(record.Title is null ? null : record.Container);
        Authors = [.. record.Authors.Take(MostPeople).Select(PersonShape.Of)];
        Editors = [.. record.Editors.Take(MostPeople).Select(PersonShape.Of)];
        Date = PrintedDates.Of(record.Year ?? (record.IsFull ? null : YearAtEnd(record.DisplayTitle)));
        Volume = NumberIn(record.Volume);
        Issue = NumberIn(record.Issue);
        Edition = NumberIn(record.Edition);
        FirstPage = NumberIn(record.FirstPage);
        Place = [.. WordFolding.Words(record.Place ?? "", 8).Where(word => word.Length > 2)];
        Publisher = [.. WordFolding.Words(record.Publisher ?? "", 12).Where(word => word.Length > 2)];
        Doi = record.Doi?.Trim().TrimEnd('.', ',', ';').ToLowerInvariant() is { Length: > 6 } doi && doi.StartsWith("10.", StringComparison.Ordinal) ? doi : null;
        Url = UrlOf(record.Url);
    }

    /// <summary>The record.</summary>
    public WorkRecord Record { get; }

    internal TitleShape Title { get; }

    internal TitleShape Container { get; }

    internal PersonShape[] Authors { get; }

    internal PersonShape[] Editors { get; }

    internal PersonShape[] People => Authors.Length > 0 ? Authors : Editors;

    internal CitedDate? Date { get; }

    /// <summary>The first year that it prints; null where it prints none.</summary>
    public int? Year => Date?.From?.Year;

    internal int? LastYear => Date?.To?.Year ?? Year;

    internal int? Volume { get; }

    internal int? Issue { get; }

    internal int? Edition { get; }

    internal int? FirstPage { get; }

    internal string[] Place { get; }

    internal string[] Publisher { get; }

    internal string? Doi { get; }

    internal string? Url { get; }

    /// <summary>Whether it stands in something else: an article, a chapter.</summary>
    internal bool IsPart => Record.Title is not null && Record.Container is not null;

    /// <summary>Whether it is a newspaper or what stands in one: told by its date.</summary>
    internal bool IsDated => Record.Kind == ReferenceKind.Newspaper;

    // "New-York Directory, 1786": what ends a shortened title so is its year.
    private static string? YearAtEnd(string? title) =>
        title is { Length: > 8 } && title[^6] == ',' && title[^5] == ' ' && title[^4] is '1' or '2' && title[^3..].All(char.IsAsciiDigit) ? title[^4..] : null;

    // Arabic digits first, else a Roman number: vol. XII.
    private static int? NumberIn(string? printed)
    {
        if (printed is null)
        {
            return null;
        }

        var start = printed.AsSpan().IndexOfAnyInRange('0', '9');
        if (start >= 0)
        {
            var digits = printed.AsSpan(start);
            var end = digits.IndexOfAnyExceptInRange('0', '9');
            return int.TryParse(end < 0 ? digits : digits[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        }

        foreach (var word in WordFolding.Words(printed, 4))
        {
            if (Roman(word) is { } roman)
            {
                return roman;
            }

            if (Array.IndexOf(Ordinals, word[..Math.Min(word.Length, 5)]) is >= 0 and var at)
            {
                return (at % 3) + 2;
            }
        }

        return null;
    }

    // The beginnings of second, third, fourth in three languages.
    private static readonly string[] Ordinals = ["secon", "third", "fourt", "zveit", "dritt", "viert", "deuxi", "trois", "quatr"];

    private static int? Roman(string word)
    {
        var (sum, last) = (0, 0);
        for (var i = word.Length - 1; i >= 0; i--)
        {
            var value = word[i] switch { 'i' => 1, 'v' => 5, 'x' => 10, 'l' => 50, 'c' => 100, _ => 0 };
            if (value == 0 || word.Length > 8)
            {
                return null;
            }

            sum += value < last ? -value : value;
            last = Math.Max(last, value);
        }

        return sum > 0 ? sum : null;
    }

    private static string? UrlOf(string? url)
    {
        if (url is null)
        {
            return null;
        }

        var text = url.Trim().TrimEnd('.', ',', ';', '/').ToLowerInvariant();
        foreach (var head in (ReadOnlySpan<string>)["https://", "http://", "www."])
        {
            text = text.StartsWith(head, StringComparison.Ordinal) ? text[head.Length..] : text;
        }

        // A bare host is where many things stand.
        return text.Contains('/', StringComparison.Ordinal) ? text : null;
    }
}

/// <summary>A name made ready for comparing.</summary>
/// <param name="Family">The folded family name.</param>
/// <param name="Words">All its folded words, given names too.</param>
/// <param name="Initial">The folded first letter of the given names; null where none are printed.</param>
/// <param name="Initials">The first letters of all given names.</param>
/// <param name="Keys">Keys under which other ways of writing it meet.</param>
internal sealed record PersonShape(string Family, string[] Words, char? Initial, string Initials, IReadOnlyList<string> Keys)
{
    public static PersonShape Of(CitedName name)
    {
        var family = name.IsWhole && name.IsBody ? string.Join(' ', WordFolding.Words(name.Family, 6)) : FamilyKey.Of(name.Family);
        var given = WordFolding.Words(name.Given ?? "", 6);
        var last = name.Family.Split(' ')[^1];
        return new PersonShape(family, [.. WordFolding.Words(name.Family, 6), .. given], given.Length > 0 ? given[0][0] : null, string.Concat(given.Select(word => word[0])), SpellingKeys.Of(last));
    }
}

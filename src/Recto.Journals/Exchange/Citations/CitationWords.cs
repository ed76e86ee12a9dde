using System.Globalization;
using System.Text.RegularExpressions;
using Recto.Journals.Exchange.Bibliographies;

namespace Recto.Journals.Exchange.Citations;

/// <summary>Words that several styles share.</summary>
internal static partial class CitationWords
{
    /// <summary>The edition: <c>2nd ed.</c> of a bare number and of whatever is printed as one, other words as printed; null for a first edition and for none.</summary>
    /// <param name="printed">As printed.</param>
    /// <param name="word">The style's word: <c>ed.</c>, <c>edn</c>.</param>
    public static string? Edition(string? printed, string word)
    {
        if (printed is null || CslTypes.Edition(printed) is not { } number)
        {
            return null;
        }

        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value == 1 ? null : $"{Ordinal(value)} {word}"
            : printed;
    }

    /// <summary><c>vol. 3</c>; a volume that says what it is stands as printed.</summary>
    public static string? Volume(string? volume, string word) => volume is null ? null : volume.Length > 0 && char.IsLetter(volume[0]) && volume.AsSpan().ContainsAny(" .") ? volume : $"{word} {volume}";

    /// <summary><c>p. 5</c>, <c>pp. 5–9</c>; null where there are no pages.</summary>
    public static string? Pages((string First, string? Last)? pages, PageForm form) => pages is not { } known ? null : (PageRange.IsSeveral(known) ? "pp. " : "p. ") + PageRange.Of(pages, form);

    /// <summary>Whether a place of publication is told: Chicago 18, 14.30, and MLA 9, 5.67 want it only for books before 1900; else where it is all there is.</summary>
    public static string? Place(CitedWork work) => work.Publisher is null || work.Issued?.From is { Year: < 1900 } ? work.Place : null;

    /// <summary>Place and publisher as they go together: <c>Paris: PUPS</c>; null where there is neither.</summary>
    /// <param name="work">The work.</param>
    /// <param name="place">The place as the style tells it; null where it does not.</param>
    public static string? Imprint(CitedWork work, string? place) => (place, work.Publisher) switch { (null, var publisher) => publisher, (var town, null) => town, var (town, publisher) => $"{town}: {publisher}" };

    /// <summary>The number of a report: <c>no. 12</c>, or as printed where it says what it is; null for other works.</summary>
    public static string? Number(CitedWork work) => work is { Type: WorkType.Report, Number: { Length: > 0 } number } ? char.IsAsciiDigit(number[0]) ? "no. " + number : number : null;

    /// <summary>The year of a statute or case, where its title does not say it already; null otherwise.</summary>
    public static string? YearOfLaw(CitedWork work, string circa) => CitationDates.Year(work.Issued, circa) is { } year && work.Title?.EndsWith(year, StringComparison.Ordinal) != true ? year : null;

    /// <summary>Archive and town; the town once.</summary>
    public static string? Archive(CitedWork work) => work.Archive is not { } archive ? work.ArchivePlace
        : work.ArchivePlace is { } town && !archive.Contains(town, StringComparison.OrdinalIgnoreCase) ? $"{archive}, {town}" : archive;

    /// <summary>Collection and call number from the smaller to the greater, as printed.</summary>
    public static string? CallNumber(CitedWork work) => string.Join(", ", new[] { work.ArchiveCollection is { } fonds && work.ArchiveLocation?.Contains(fonds, StringComparison.Ordinal) == true ? null : work.ArchiveCollection, work.ArchiveLocation }.OfType<string>()) is { Length: > 0 } found ? found : null;

    /// <summary>Words that begin a sentence.</summary>
    public static string? Sentence(string? words) => words is { Length: > 0 } && char.IsLower(words[0]) ? char.ToUpperInvariant(words[0]) + words[1..] : words;

    /// <summary>The translation in brackets with a blank before it; null where there is none.</summary>
    public static string? Translation(CitedWork work) => work.TranslatedTitle is { } title && title != work.Title ? $" [{title}]" : null;

    /// <summary>Whether the work is a thesis for a doctorate.</summary>
    public static bool IsDoctoral(string? genre) => genre is not null && Doctoral().IsMatch(genre);

    /// <summary><c>1st</c>, <c>2nd</c>, <c>11th</c>.</summary>
    public static string Ordinal(int number) => number.ToString(CultureInfo.InvariantCulture) + ((number % 100) is 11 or 12 or 13 ? "th" : (number % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" });

    // PhD thesis   doctoral dissertation   D. Phil.   Doktorarbeit   thèse de doctorat
    [GeneratedRegex(@"ph\.?\s?d|d\.?\s?phil|doctora|doktor|дисс", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Doctoral();
}

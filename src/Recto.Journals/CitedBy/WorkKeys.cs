using System.Buffers;
using System.Text;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Identifiers;
using Recto.Journals.Search;

namespace Recto.Journals.CitedBy;

/// <summary>Words under which the same work meets itself: its DOI, else title, first author and year folded for comparing.</summary>
/// <remarks>A short title says too little (“Introduction”, “Review”): under <see cref="ShortestTitle"/> letters there is no key but the DOI.</remarks>
public static class WorkKeys
{
    /// <summary>Letters and digits that a title needs to stand for a work.</summary>
    public const int ShortestTitle = 12;

    private const int LongestTitle = 300;
    private static readonly SearchValues<char> BeforeSubtitles = SearchValues.Create(":.?!–—");

    /// <summary>The key of a DOI: upper case, as the DOI Handbook compares them (2.4).</summary>
    public static string Of(Doi doi) => doi.Value.ToUpperInvariant();

    /// <summary>The keys of an article of this site: by its whole title, and by its title without the subtitle.</summary>
    public static TitleKeys Of(Article article)
    {
        ArgumentNullException.ThrowIfNull(article);
        var family = article.Authors.FirstOrDefault()?.Family ?? (article.Contributors.Count > 0 ? article.Contributors[0].Family : null);
        var year = article.Published?.Year;
        var whole = article.Subtitle is null ? article.Title : article.Title + ": " + article.Subtitle;
        return new TitleKeys(Of(whole, family, year), Of(article.Subtitle is null ? Main(article.Title) : article.Title, family, year));
    }

    /// <summary>The keys of something cited.</summary>
    public static TitleKeys Of(OutgoingCitation citation)
    {
        ArgumentNullException.ThrowIfNull(citation);
        var title = citation.ArticleTitle ?? citation.VolumeTitle;
        return new TitleKeys(Of(title, citation.Author, YearOf(citation.Year)), Of(Main(title), citation.Author, YearOf(citation.Year)));
    }

    /// <summary>Title, family name of the first author and year as one key; null where one of them is missing or says too little.</summary>
    public static string? Of(string? title, string? family, int? year)
    {
        if (year is not { } known || Folded(title) is not { } words || Folded(family) is not { } name || words.Count(c => c != ' ') < ShortestTitle)
        {
            return null;
        }

        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}|{known}|{(words.Length > LongestTitle ? words[..LongestTitle] : words)}");
    }

    /// <summary>Letters and digits folded for comparing, words parted by one blank; null where nothing is left.</summary>
    public static string? Folded(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var folded = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var letters = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? LetterFolding.Of(text[i], text[++i]) : char.IsSurrogate(text[i]) ? "" : LetterFolding.Of(text[i]);
            if (letters.Length > 0)
            {
                folded.Append(letters);
            }
            else if (folded.Length > 0 && folded[^1] != ' ' && !char.IsControl(text[i]) && text[i] is not ('\'' or '’' or '\u00AD') && System.Globalization.CharUnicodeInfo.GetUnicodeCategory(text[i]) != System.Globalization.UnicodeCategory.NonSpacingMark)
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().Trim() is { Length: > 0 } words ? words : null;
    }

    /// <summary>The first four digits in a row; null where there are none.</summary>
    public static int? YearOf(string? text)
    {
        for (var i = 0; text is not null && i + 4 <= text.Length; i++)
        {
            if (text.AsSpan(i, 4).IndexOfAnyExceptInRange('0', '9') < 0)
            {
                return int.Parse(text.AsSpan(i, 4), System.Globalization.CultureInfo.InvariantCulture) is >= 1000 and < 3000 and var year ? year : null;
            }
        }

        return null;
    }

    // What stands before the first sign that parts a subtitle.
    private static string? Main(string? title)
    {
        if (title is null)
        {
            return null;
        }

        var end = title.AsSpan().IndexOfAny(BeforeSubtitles);
        return end > 0 ? title[..end] : title;
    }
}

/// <summary>The keys of a work by its title. Two works are one where the whole title of one is the whole or the main title of the other.</summary>
/// <param name="Whole">By title and subtitle; null where too little is known.</param>
/// <param name="Main">By the title without a subtitle; null where too little is known.</param>
public readonly record struct TitleKeys(string? Whole, string? Main);

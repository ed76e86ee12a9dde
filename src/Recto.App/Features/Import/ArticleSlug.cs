using System.Globalization;
using System.Text;
using Recto.Journals.Articles;
using Recto.Notes.Text;

namespace Recto.App.Features.Import;

/// <summary>Makes the readable part of an article's address: first author and title in ASCII (<c>vershinin-my-task-is-to-get-into-the-french-army</c>).</summary>
internal static class ArticleSlug
{
    private const int Longest = 80;

    // ISO 9 without marks, as catalogues print it; Ukrainian, Belarusian, Serbian and Macedonian letters beside the Russian.
    private static readonly Dictionary<char, string> Letters = Table(
        "а=a б=b в=v г=g ґ=g д=d е=e ё=e є=ie ж=zh з=z и=i і=i ї=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ў=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=iu я=ia ђ=dj ј=j љ=lj њ=nj ћ=c џ=dz ѓ=g ќ=k ѕ=dz ѣ=e ѳ=f ѵ=i "
        + "α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o "
        + "ß=ss æ=ae œ=oe ø=o đ=d ð=d þ=th ł=l ħ=h ı=i ŋ=n ĸ=k ſ=s");

    /// <summary>The slug that an article would like. Never empty.</summary>
    public static string Of(Article article)
    {
        var author = article.Authors.FirstOrDefault()?.Family;
        var slug = Join(Fold(author ?? "") is { Length: > 0 and < 30 } family ? family : null, Fold(article.Title));
        if (slug.Length == 0)
        {
            // A script that has no ASCII form here: keep the letters themselves.
            slug = Keep(article.Title);
        }

        if (slug.Length == 0)
        {
            slug = Fold(article.Doi?.Value ?? "");
        }

        slug = Cut(slug);
        return slug.Length == 0 ? "article" : slug;
    }

    /// <summary>Whether a text that came from elsewhere can be an article's part of the address.</summary>
    public static bool IsOne(string? text) => text is { Length: > 0 and <= 190 } && text.EnumerateRunes().All(rune => rune.Value == '-' || Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);

    /// <summary>A key for a journal or an issue from its name; empty where nothing is left.</summary>
    public static string Key(string name) => Cut(Fold(name) is { Length: > 0 } folded ? folded : Keep(name));

    /// <summary>Lower-case ASCII letters and digits, words parted by one hyphen.</summary>
    internal static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in Decomposed(text))
        {
            if (Letters.TryGetValue(c, out var ascii))
            {
                folded.Append(ascii);
            }
            else if (char.IsAsciiLetterOrDigit(c))
            {
                folded.Append(c);
            }
            else if (c is '\'' or '’' or 'ʹ' or 'ʼ' or '´' or '`' || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
            {
                continue; // O'Neill is one word, and é is e.
            }
            else if (folded.Length > 0 && folded[^1] != '-')
            {
                folded.Append('-');
            }
        }

        return folded.ToString().Trim('-');
    }

    // й decomposes to и and a breve, ё to е and two dots: the marks fall away, as they should in an address.
    private static string Decomposed(string text) =>
        Normalization.Of(text, NormalizationForm.FormKD).Replace("\uFFFD", "", StringComparison.Ordinal).ToLowerInvariant();

    private static string Keep(string text)
    {
        var kept = new StringBuilder();
        foreach (var rune in Normalization.Of(text, NormalizationForm.FormKC).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
            {
                kept.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (kept.Length > 0 && kept[^1] != '-')
            {
                kept.Append('-');
            }
        }

        return kept.ToString().Trim('-');
    }

    private static string Join(string? author, string title) =>
        title.Length == 0 ? author ?? "" : author is null || title.StartsWith(author + "-", StringComparison.Ordinal) ? title : author + "-" + title;

    private static string Cut(string slug)
    {
        if (slug.Length <= Longest)
        {
            return slug;
        }

        var hyphen = slug.LastIndexOf('-', Longest);
        var cut = hyphen > Longest / 2 ? slug[..hyphen] : slug[..(char.IsHighSurrogate(slug[Longest - 1]) ? Longest - 1 : Longest)];
        return cut.Trim('-');
    }

    private static Dictionary<char, string> Table(string pairs) =>
        pairs.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToDictionary(pair => pair[0], pair => pair[2..]);
}

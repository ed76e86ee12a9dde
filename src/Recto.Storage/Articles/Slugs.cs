using System.Globalization;
using System.Text;
using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

/// <summary>Addresses of articles.</summary>
internal static class Slugs
{
    private const int Longest = 190;

    /// <summary>Refuses what cannot be one segment of an address: only letters, marks, digits and hyphens may stand in it.</summary>
    public static void Require(string slug)
    {
        ArgumentException.ThrowIfNullOrEmpty(slug);
        if (slug.Length > Longest || slug.EnumerateRunes().Any(rune => rune.Value != '-' && !IsPart(rune)))
        {
            throw new ArgumentException($"'{slug}' cannot be an article's address: at most {Longest} lower-case letters, digits and hyphens.", nameof(slug));
        }
    }

    /// <summary>The address with the lowest number behind it that no article has or had.</summary>
    public static async Task<string> NextFreeAsync(WriteTransaction tx, string slug, CancellationToken ct)
    {
        // Whatever begins with "slug-" lies between it and "slug." ('.' follows '-'), for both databases compare slugs byte by byte.
        var taken = (await tx.Connection.QueryAsync<string>(new CommandDefinition("""
            SELECT slug FROM articles WHERE slug > @from AND slug < @to
            UNION ALL SELECT slug FROM old_slugs WHERE slug > @from AND slug < @to
            """, new { from = slug + "-", to = slug + "." }, tx.Transaction, cancellationToken: ct))).ToHashSet(StringComparer.Ordinal);
        for (var number = 2; ; number++)
        {
            var numbered = slug + "-" + number.ToString(CultureInfo.InvariantCulture);
            if (!taken.Contains(numbered))
            {
                return numbered;
            }
        }
    }

    private static bool IsPart(Rune rune) => Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}

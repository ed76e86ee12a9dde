using System.Globalization;
using Recto.Journals.Shop;

namespace Recto.Storage.Shop;

/// <summary>A thing as one word, as carts keep it and forms send it: <c>article:…</c>, <c>issue:…</c>, <c>year:…:2025</c>, <c>journal:…</c>.</summary>
public static class ThingWords
{
    /// <summary>Writes it.</summary>
    public static string Of(BoughtThing thing)
    {
        ArgumentNullException.ThrowIfNull(thing);
        return thing.Kind switch
        {
            ProductKind.Article => $"article:{thing.ArticleId:N}",
            ProductKind.Issue => $"issue:{thing.IssueId:N}",
            ProductKind.JournalYear => string.Create(CultureInfo.InvariantCulture, $"year:{thing.JournalId:N}:{thing.Year}"),
            ProductKind.Journal => $"journal:{thing.JournalId:N}",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>Reads it; null for anything else. Of an article and an issue the journal is not in it.</summary>
    /// <param name="word">The word.</param>
    /// <param name="journalId">The journal of the product that it is sold by.</param>
    public static BoughtThing? Read(string? word, Guid journalId) => word?.Split(':') switch
    {
        ["article", var id] when Guid.TryParseExact(id, "N", out var article) => new() { Kind = ProductKind.Article, JournalId = journalId, ArticleId = article },
        ["issue", var id] when Guid.TryParseExact(id, "N", out var issue) => new() { Kind = ProductKind.Issue, JournalId = journalId, IssueId = issue },
        ["year", var id, var digits] when Guid.TryParseExact(id, "N", out var journal) && journal == journalId && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 0 and < 10_000 =>
            new() { Kind = ProductKind.JournalYear, JournalId = journalId, Year = year },
        ["journal", var id] when Guid.TryParseExact(id, "N", out var journal) && journal == journalId => new() { Kind = ProductKind.Journal, JournalId = journalId },
        _ => null,
    };
}

using Recto.Journals.Usage;

namespace Recto.Storage.Usage;

/// <summary>Whence the readers of a batch came, in sums already: of no single reader anything goes to the database.</summary>
public sealed class UsagePlaces
{
    private readonly Dictionary<(UsageMonth Month, Guid JournalId, string Country), (long Investigations, long Requests)> _countries = [];
    private readonly Dictionary<(UsageMonth Month, Guid JournalId, Guid ArticleId, string Host), long> _hosts = [];

    /// <summary>Whether there is nothing in it.</summary>
    public bool IsEmpty => _countries.Count == 0 && _hosts.Count == 0;

    /// <summary>The countries.</summary>
    internal IReadOnlyDictionary<(UsageMonth Month, Guid JournalId, string Country), (long Investigations, long Requests)> Countries => _countries;

    /// <summary>The hosts.</summary>
    internal IReadOnlyDictionary<(UsageMonth Month, Guid JournalId, Guid ArticleId, string Host), long> Hosts => _hosts;

    /// <summary>Adds a reader's look at an article to the sum of a country.</summary>
    /// <param name="month">When.</param>
    /// <param name="journalId">The journal.</param>
    /// <param name="country">Two letters; null where the table says none.</param>
    /// <param name="isRequest">Whether the text was given.</param>
    public void AddCountry(UsageMonth month, Guid journalId, string? country, bool isRequest)
    {
        var key = (month, journalId, country ?? UsageStore.UnknownCountry);
        var sum = _countries.GetValueOrDefault(key);
        _countries[key] = (sum.Investigations + 1, sum.Requests + (isRequest ? 1 : 0));
    }

    /// <summary>Adds a reader to the sum of the host that led here.</summary>
    /// <param name="month">When.</param>
    /// <param name="journalId">The journal.</param>
    /// <param name="articleId">The article.</param>
    /// <param name="host">The host, as <see cref="ReferringHost"/> reads it.</param>
    public void AddHost(UsageMonth month, Guid journalId, Guid articleId, string host)
    {
        var key = (month, journalId, articleId, host);
        _hosts[key] = _hosts.GetValueOrDefault(key) + 1;
    }
}

/// <summary>What was read in a country.</summary>
/// <param name="Month">The month.</param>
/// <param name="Country">Two letters of ISO 3166-1; <see cref="UsageStore.UnknownCountry"/> for addresses that the table does not know.</param>
/// <param name="Investigations">Looks at articles.</param>
/// <param name="Requests">Texts given.</param>
public sealed record UsedCountry(UsageMonth Month, string Country, long Investigations, long Requests);

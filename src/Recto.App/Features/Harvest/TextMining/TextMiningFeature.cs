using Recto.App.Shell.Persons;
using Recto.App.Shell;
using Recto.Journals.Access;
using Recto.Journals.Exchange.TextMining;
using Recto.Storage.Harvest;
using Recto.Storage.Issues;

namespace Recto.App.Features.Harvest.TextMining;

/// <summary>What is said of text and data mining for the whole site, and the terms of each journal. Articles and their files speak for themselves, by headers (<see cref="MiningHeaders"/>).</summary>
internal static class TextMiningFeature
{
    private const int MostJournals = 2000;

    /// <summary>Maps them.</summary>
    public static void MapTextMining(this IEndpointRouteBuilder routes)
    {
        routes.MapMachine("/.well-known/tdmrep.json", RulesAsync);
        routes.MapMachine("/journals/{key}/tdm-policy.json", OfferAsync);
    }

    private static async Task RulesAsync(HttpContext context, HoldingsStore holdings, JournalFaces faces, SiteOptions options, CancellationToken ct)
    {
        var origin = options.AddressFor(context.Request);
        var journals = (await holdings.ListJournalsAsync(ct)).ToDictionary(journal => journal.Id);
        var said = (await holdings.ListAsync(context.Anybody().At, ct)).Where(row => journals.ContainsKey(row.Terms.JournalId))
            .GroupBy(row => journals[row.Terms.JournalId], row => MiningRule.IsReserved(journals[row.Terms.JournalId].Details.ReservesMining, context.Anybody().Decide(row.Terms)))
            .Select(all => (Journal: all.Key, IsReserved: Agreed(all), Policy: faces.Find(all.Key.Id)?.MiningTerms(origin))).OrderBy(one => one.Journal.Key, StringComparer.Ordinal).ToList();
        var rules = new List<MiningReservation>();
        if (Agreed(said.Select(one => one.IsReserved)) is { } everywhere)
        {
            // Addresses of articles do not name their journal: only where all say the same can one rule speak for them.
            rules.Add(new("/articles/*", everywhere, said.Select(one => one.Policy).Distinct().Count() == 1 ? said[0].Policy : null));
        }

        foreach (var (journal, isReserved, policy) in said.Where(one => one.IsReserved is not null).Take(MostJournals))
        {
            var path = $"/journals/{Uri.EscapeDataString(journal.Key)}";
            rules.AddRange([new(path + "$", isReserved!.Value, policy), new(path + "/*", isReserved.Value, policy)]);
        }

        await MachineAnswers.SendAsync(context, MiningPolicy.WriteRules(rules), "application/json; charset=utf-8", null);
    }

    private static async Task OfferAsync(HttpContext context, JournalStore journals, SiteOptions options, string key, CancellationToken ct)
    {
        if (await journals.FindAsync(key, ct) is not { } found)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var journal = found.Journal;
        var address = $"{options.AddressFor(context.Request)}/journals/{Uri.EscapeDataString(journal.Key)}";
        var own = Uri.TryCreate(journal.Details.PublisherAddress, UriKind.Absolute, out var publisher) && publisher.Scheme is "http" or "https" ? publisher!.AbsoluteUri : address;
        await MachineAnswers.SendAsync(context, MiningPolicy.WriteOffer(new MiningOffer(address + "/tdm-policy.json", journal.Publisher ?? journal.Title, own, journal.Details.Email, address)), "application/ld+json; charset=utf-8", null);
    }

    // What all say; null where they do not agree, or nothing is to be said of one.
    private static bool? Agreed(IEnumerable<bool?> said) => said.Distinct().Take(2).ToList() is [var one] ? one : null;
}

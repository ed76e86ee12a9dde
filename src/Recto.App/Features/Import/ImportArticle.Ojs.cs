using Recto.Journals.Articles;
using Recto.Journals.Exchange.Ojs;
using Recto.Storage.Addresses;
using Recto.Storage.Issues;
using Recto.Storage.Sql;

namespace Recto.App.Features.Import;

internal sealed partial class ImportArticle
{
    /// <summary>Lets the addresses that an article had in OJS lead to where it is now. What is written down for one of them already stays: an editor may have written it.</summary>
    /// <param name="outcome">What became of the article.</param>
    /// <param name="place">The article in OJS.</param>
    /// <param name="options">What the operator asked for.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The outcome, with a line where something could not be done.</returns>
    public async Task<ImportOutcome> TakeOldAddressesAsync(ImportOutcome outcome, OjsPlace place, ImportOptions options, CancellationToken ct)
    {
        if (options.Old is not { } book || outcome is not ArticleOutcome article || place.Article.State is OjsState.Submitted)
        {
            return outcome; // What readers never saw had no address.
        }

        var key = OjsPlace.JournalOf(options);
        var all = book.OfJournal(key, place.Article.Locales)
            .Concat(book.Addresses.OfArticle(place.Article).Select(old => old with { Target = old.Target == OjsAddresses.Pdf ? $"{article.Address}/{article.Slug}.pdf" : article.Address })).ToList();
        var taken = await KeepAddressesAsync(all, key, options, ct);
        return taken.Count == 0 ? outcome : outcome with
        {
            Warnings = [.. outcome.Warnings, new ImportWarning(null, $"Old addresses that belong to another journal of this site, or would lead in a circle, were left as they are: {string.Join(", ", taken.Take(5))}{(taken.Count > 5 ? ", …" : "")}.")],
        };
    }

    private async Task TakeOldAddressesAsync(OjsIssue issue, string issueKey, ImportOptions options, CancellationToken ct)
    {
        if (options.Old is { } book && issue.IsPublished)
        {
            var key = OjsPlace.JournalOf(options);
            await KeepAddressesAsync([.. book.OfJournal(key, []), .. book.Addresses.OfIssue(issue, $"/journals/{key}/{issueKey}")], key, options, ct);
        }
    }

    // Those that belong to somebody else.
    private async Task<IReadOnlyList<string>> KeepAddressesAsync(List<OjsAddress> all, string journalKey, ImportOptions options, CancellationToken ct)
    {
        foreach (var old in all)
        {
            options.Old!.Note(old, old.Target);
        }

        if (options.IsDryRun || all.Count == 0)
        {
            return [];
        }

        var store = new MovedAddressStore(database!);
        var now = clock.GetUtcNow();
        var foreign = new List<string>();
        await using var tx = await database!.BeginAsync(ct);
        if (await new JournalStore(database).FindAsync(tx, journalKey, ct) is not { } journal)
        {
            return [];
        }

        foreach (var old in all.Where(old => old.Target.Length <= MovedAddressStore.Longest))
        {
            if (await store.FindOwnerAsync(tx, old.Address, ct) is { } known)
            {
                if (known.JournalId != journal.Id)
                {
                    foreign.Add(old.Address);
                }
            }
            else if (await store.AddAsync(tx, new MovedAddress { Address = old.Address, Target = old.Target, WithBelow = old.WithBelow, JournalId = journal.Id, ByHand = true }, now, ct) != MovedOutcome.Kept)
            {
                foreign.Add(old.Address);
            }
        }

        await tx.CommitAsync(ct);
        return foreign;
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Storage.Lists;
using Recto.Storage.Recommending;
using Recto.Storage.Sql;

namespace Recto.App.Features.Recommendations.Own;

/// <summary>What is kept of somebody’s reading: for their own copy, and for taking it away.</summary>
internal sealed class KeptOfReading(ReadingStore store, SiteOptions options, Say say)
{
    /// <summary>Articles read, of those who switched it on.</summary>
    public async Task<OwnRecords?> TellAsync(OwnPerson person, CancellationToken ct) =>
        await store.FindAsync(person.Id, ct) is null ? null : new("reading", say["Articles that you have read"], Rows(await ListAllAsync(person.Id, ct), options.Address));

    /// <summary>Takes it away.</summary>
    public Task EraseAsync(WriteTransaction tx, OwnPerson person, DateTimeOffset now, CancellationToken ct) => store.SwitchOffAsync(tx, person.Id, ct);

    /// <summary>Everything, the latest first.</summary>
    public async Task<IReadOnlyList<KeptRead>> ListAllAsync(Guid account, CancellationToken ct)
    {
        var all = new List<KeptRead>();
        for (Cursor? after = null; ;)
        {
            var page = await store.ListAsync(account, ReadingStore.MostReads, after, ct);
            all.AddRange(page.Items);
            if ((after = page.Next) is null)
            {
                return all;
            }
        }
    }

    /// <summary>An object each, for machines.</summary>
    /// <param name="reads">What was read.</param>
    /// <param name="site">Scheme and host of the site; null where nobody has said.</param>
    public static JsonArray Rows(IEnumerable<KeptRead> reads, string? site) =>
    [
        .. reads.Select(read => new JsonObject { ["title"] = read.Title, ["address"] = AddressOf(read, site), ["firstReadOn"] = Day(read) }),
    ];

    /// <summary>Where the article is.</summary>
    public static string AddressOf(KeptRead read, string? site) => $"{site}/articles/{Uri.EscapeDataString(read.Slug)}";

    /// <summary>The day as ISO 8601.</summary>
    public static string Day(KeptRead read) => read.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

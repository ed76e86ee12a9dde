using System.Globalization;
using System.Text.Json.Nodes;
using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Storage.Api;
using Recto.Storage.Sql;

namespace Recto.App.Features.Api.Keys;

/// <summary>The keys of somebody's account: for their own copy, without what opens anything, and for taking them away.</summary>
internal sealed class KeptKeys(ApiKeyStore keys, ApiKeys known, Say say)
{
    /// <summary>The keys.</summary>
    public async Task<OwnRecords?> TellAsync(OwnPerson person, CancellationToken ct) => await keys.ListAsync(person.Id, ct) is not { Count: > 0 } all ? null : new("api-keys", say["Keys of the API"],
    [
        .. all.Select(key => new JsonObject
        {
            ["name"] = key.Name, ["begins"] = key.Hint, ["made"] = Dates.Iso(key.Created), ["lastUsedOn"] = key.UsedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        }),
    ]);

    /// <summary>Takes them away.</summary>
    public async Task EraseAsync(WriteTransaction tx, OwnPerson person, DateTimeOffset now, CancellationToken ct)
    {
        var all = await keys.ListAsync(person.Id, ct);
        await keys.RemoveAllAsync(tx, person.Id, ct);
        foreach (var key in all)
        {
            known.Forget(key.Id); // Else it is known by memory for a while yet.
        }
    }
}

using System.Text.Json.Nodes;
using Recto.App.Features.Subscriptions.Terms;
using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Storage.Access;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.App.Features.Subscriptions.Own;

/// <summary>
/// What is kept of a person who may read something, or who looks after an institution: for their own copy, and for taking it away. Of reading links there is nothing to tell: who follows one is not asked, its uses are counted by day,
/// and what a browser carries of it is in that browser alone.
/// </summary>
internal sealed class KeptOfReader(RightStore rights, InstitutionPeopleStore people, TimeProvider time, Say say)
{
    private const int PageSize = 500;

    /// <summary>Rights to read, by account and by address, those that have ended too; with what the desk has noted beside them.</summary>
    public async Task<OwnRecords?> RightsAsync(OwnPerson person, CancellationToken ct)
    {
        var (rows, now) = (new JsonArray(), time.GetUtcNow());
        for (Cursor? after = null; ;)
        {
            var page = await rights.ListAsync(new RightFilter { AccountId = person.Id, EmailKey = person.EmailKey }, now, PageSize, after, ct);
            foreach (var row in page.Items)
            {
                var details = row.Right.Details;
                rows.Add(new JsonObject
                {
                    ["kind"] = row.Right.Kind.ToString(),
                    ["for"] = RightWords.What(row, say),
                    ["address"] = RightWords.AddressOf(row),
                    ["from"] = Dates.Iso(row.Right.StartsAt),
                    ["until"] = Dates.Iso(row.Right.EndsAt),
                    ["takenBack"] = Dates.Iso(row.RevokedAt),
                    ["why"] = row.RevokedWhy,
                    ["reference"] = details.Reference,
                    ["contact"] = details.ContactName,
                    ["contactEmail"] = details.ContactEmail,
                    ["price"] = details.Price,
                    ["notes"] = details.Notes,
                    ["noted"] = Dates.Iso(row.CreatedAt),
                });
            }

            if ((after = page.Next) is null)
            {
                return new OwnRecords("rights", say["Rights to read"], rows);
            }
        }
    }

    /// <summary>Institutions that they look after.</summary>
    public async Task<OwnRecords?> InstitutionsAsync(OwnPerson person, CancellationToken ct) => await people.ListOfAsync(person.Id, ct) is not { Count: > 0 } tended ? null : new("institutions", say["Institutions that you look after"],
    [
        .. tended.Select(institution => new JsonObject { ["name"] = institution.Name, ["key"] = institution.Key, ["may"] = institution.Role == InstitutionRole.Manager ? "change" : "see" }),
    ]);

    /// <summary>Takes it away.</summary>
    public async Task EraseAsync(WriteTransaction tx, OwnPerson person, DateTimeOffset now, CancellationToken ct)
    {
        await people.RemoveAllAsync(tx, person.Id, ct);
        await rights.EraseAsync(tx, person.Id, person.EmailKey, ct);
    }
}

using System.Text.Json.Nodes;
using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Storage.Accounts;
using Recto.Storage.Audit;
using Recto.Storage.Lists;

namespace Recto.App.Features.Accounts.Own;

/// <summary>What accounts keep of a person: the account, sign-ins, passkeys, and what they did at the desk.</summary>
internal sealed class OwnRecordsOfAccount(AccountStore accounts, PasskeyStore passkeys, AuditStore audit, Say say, TimeProvider time)
{
    private const int PageSize = 500;

    /// <summary>The account.</summary>
    public async Task<OwnRecords?> AccountAsync(OwnPerson person, CancellationToken ct) => await accounts.FindAsync(person.Id, ct) is { } account ? new("account", say["Account"],
    [
        new JsonObject
        {
            ["id"] = account.Id.ToString("D"), ["name"] = account.Name, ["email"] = account.Email, ["language"] = account.Language, ["hasPassword"] = account.PasswordHash is not null,
            ["made"] = Dates.Iso(account.CreatedAt), ["lastSignIn"] = Dates.Iso(account.SignedInAt), ["wrongPasswordsInARow"] = account.FailedCount,
            ["roles"] = new JsonArray([.. account.Grants.Select(grant => (JsonNode)SignedIn.Write(grant))]),
        },
    ]) : null;

    /// <summary>Sign-ins that are not over.</summary>
    public async Task<OwnRecords?> SignInsAsync(OwnPerson person, CancellationToken ct) => new("sign-ins", say["Sign-ins"],
    [
        .. (await accounts.ListSessionsAsync(person.Id, time.GetUtcNow(), ct)).Select(session => new JsonObject
        {
            ["way"] = session.Way.ToString(), ["browser"] = session.Browser, ["system"] = session.System, ["began"] = Dates.Iso(session.CreatedAt), ["lastUsed"] = Dates.Iso(session.SeenAt),
        }),
    ]);

    /// <summary>Passkeys; the public halves, which open nothing, are left out.</summary>
    public async Task<OwnRecords?> PasskeysAsync(OwnPerson person, CancellationToken ct) => new("passkeys", say["Passkeys"],
    [
        .. (await passkeys.ListAsync(person.Id, ct)).Select(passkey => new JsonObject
        {
            ["name"] = passkey.Name, ["added"] = Dates.Iso(passkey.CreatedAt), ["uses"] = passkey.SignCount, ["isBackedUp"] = passkey.IsBackedUp,
        }),
    ]);

    /// <summary>Lines of the log that name them as the one who did it, or to whom it was done.</summary>
    public async Task<OwnRecords?> LogAsync(OwnPerson person, CancellationToken ct)
    {
        var rows = new JsonArray();
        foreach (var filter in new[] { new AuditFilter(PersonId: person.Id), new AuditFilter(Subject: AuditStore.ErasedPrefix + person.Id.ToString("D")) })
        {
            for (Cursor? after = null; ;)
            {
                var page = await audit.ListAsync(filter, PageSize, after, ct);
                foreach (var row in page.Items.Where(row => filter.PersonId is not null || row.Entry.PersonId != person.Id))
                {
                    rows.Add(new JsonObject { ["at"] = Dates.Iso(row.At), ["act"] = row.Entry.Act, ["subject"] = row.Entry.Subject, ["name"] = row.Entry.SubjectName, ["isByYou"] = row.Entry.PersonId == person.Id });
                }

                if ((after = page.Next) is null)
                {
                    break;
                }
            }
        }

        return new OwnRecords("log", say["Changes at the desk"], rows);
    }
}

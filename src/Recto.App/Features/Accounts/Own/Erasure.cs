using Recto.App.Shell.Persons;
using Recto.Storage.Accounts;
using Recto.Storage.Audit;
using Recto.Storage.Sql;

namespace Recto.App.Features.Accounts.Own;

/// <summary>Takes a person out of everything in one transaction: either all of it is done or nothing.</summary>
internal sealed class Erasure(Database database, AccountStore accounts, AuditStore audit, IEnumerable<ErasePerson> others, TimeProvider time)
{
    /// <summary>Does it.</summary>
    /// <returns>False for the last administrator, who would leave a site that nobody can run; nothing is written then.</returns>
    public async Task<bool> EraseAsync(Account account, CancellationToken ct)
    {
        var (now, person) = (time.GetUtcNow(), new OwnPerson(account.Id, account.Email, account.EmailKey));
        await using var tx = await database.BeginAsync(ct);
        if (!await accounts.EraseAsync(tx, account.Id, Guid.NewGuid().ToString("N"), now, ct))
        {
            return true;
        }

        if (account.Person.IsAdministrator && await accounts.CountAdministratorsAsync(tx, ct) == 0)
        {
            return false;
        }

        foreach (var erase in others)
        {
            await erase(tx, person, now, ct);
        }

        await audit.ForgetAsync(tx, account.Id, ct);
        await audit.AppendAsync(tx, new AuditEntry { Person = "recto", Act = "account.erased", Subject = AuditStore.ErasedPrefix + account.Id.ToString("D") }, now, ct);
        await tx.CommitAsync(ct);
        return true;
    }
}

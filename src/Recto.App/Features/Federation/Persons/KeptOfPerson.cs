using System.Text.Json.Nodes;
using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Storage.Federation;
using Recto.Storage.Sql;

namespace Recto.App.Features.Federation.Persons;

/// <summary>What is kept of a person by what other sites say of them: for their own copy, and for taking it away. Of readers of institutions nothing is kept.</summary>
internal sealed class KeptOfPerson(AccountIdentityStore identities, Say say)
{
    /// <summary>By what else their account is opened.</summary>
    public async Task<OwnRecords?> TellAsync(OwnPerson person, CancellationToken ct) => await identities.ListAsync(person.Id, ct) is not { Count: > 0 } known ? null : new("identities", say["Sign in by another site"],
    [
        .. known.Select(identity => new JsonObject { ["issuer"] = identity.Issuer, ["subject"] = identity.Subject, ["added"] = Dates.Iso(identity.CreatedAt) }),
    ]);

    /// <summary>Takes it away.</summary>
    public Task EraseAsync(WriteTransaction tx, OwnPerson person, DateTimeOffset now, CancellationToken ct) => identities.RemoveAllAsync(tx, person.Id, ct);
}

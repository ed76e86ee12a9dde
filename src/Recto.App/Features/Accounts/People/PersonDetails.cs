using System.Text.Json;
using Recto.App.Shell.Persons;
using Recto.Storage.Accounts;

namespace Recto.App.Features.Accounts.People;

/// <summary>What the log keeps of a change to a person.</summary>
internal static class PersonDetails
{
    /// <summary>JSON: roles as they were and as they are. Names stand beside the log, so that they can be forgotten.</summary>
    /// <param name="before">As it was; null for a new one.</param>
    /// <param name="after">As it is.</param>
    public static string Write(Account? before, Account after) => JsonSerializer.Serialize(new { before = Of(before), after = Of(after) }, JsonSerializerOptions.Web);

    private static object? Of(Account? account) => account is null ? null : new { roles = account.Grants.Select(SignedIn.Write).ToArray() };
}

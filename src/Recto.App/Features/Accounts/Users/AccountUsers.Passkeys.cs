using Microsoft.AspNetCore.Identity;
using Recto.Storage.Accounts;

namespace Recto.App.Features.Accounts.Users;

/// <summary>Passkeys.</summary>
internal sealed partial class AccountUsers
{
    public Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => WriteAsync(tx => passkeys.SaveAsync(tx, user.Id, new Passkey
    {
        CredentialId = passkey.CredentialId,
        Name = passkey.Name,
        PublicKey = passkey.PublicKey,
        CreatedAt = passkey.CreatedAt,
        SignCount = passkey.SignCount,
        Transports = passkey.Transports ?? [],
        IsUserVerified = passkey.IsUserVerified,
        IsBackupEligible = passkey.IsBackupEligible,
        IsBackedUp = passkey.IsBackedUp,
        AttestationObject = passkey.AttestationObject,
        ClientDataJson = passkey.ClientDataJson,
    }, cancellationToken), cancellationToken);

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken) => [.. (await passkeys.ListAsync(user.Id, cancellationToken)).Select(Of)];

    public Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) => accounts.FindByPasskeyAsync(credentialId, cancellationToken);

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        await passkeys.FindAsync(user.Id, credentialId, cancellationToken) is { } passkey ? Of(passkey) : null;

    public Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) => WriteAsync(tx => passkeys.RemoveAsync(tx, user.Id, credentialId, cancellationToken), cancellationToken);

    private static UserPasskeyInfo Of(Passkey passkey) => new(passkey.CredentialId, passkey.PublicKey, passkey.CreatedAt, (uint)passkey.SignCount, [.. passkey.Transports],
        passkey.IsUserVerified, passkey.IsBackupEligible, passkey.IsBackedUp, passkey.AttestationObject, passkey.ClientDataJson)
    { Name = passkey.Name };
}

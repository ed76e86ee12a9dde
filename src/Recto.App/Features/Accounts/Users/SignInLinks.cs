using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Recto.Storage.Accounts;
using Recto.Storage.Sql;

namespace Recto.App.Features.Accounts.Users;

/// <summary>Links that sign somebody in once: 256 random bits, of which the database keeps a hash.</summary>
internal sealed class SignInLinks(AccountLinkStore links, TimeProvider time)
{
    /// <summary>Where such a link leads; <c>?key=</c> follows.</summary>
    public const string Address = "/account/link";

    /// <summary>Where the link to the first account leads.</summary>
    public const string FirstAddress = "/account/first";

    private const int LongestKey = 100;

    /// <summary>How long a link is good that somebody asked for.</summary>
    public static TimeSpan Asked { get; } = TimeSpan.FromMinutes(15);

    /// <summary>How long an invitation is good.</summary>
    public static TimeSpan Invited { get; } = TimeSpan.FromDays(7);

    /// <summary>Makes a link.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="accountId">Whom it signs in; null for the first account.</param>
    /// <param name="life">How long it is good; null for until it is used.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Path and query.</returns>
    public async Task<string> MakeAsync(WriteTransaction tx, Guid? accountId, TimeSpan? life, CancellationToken ct)
    {
        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = time.GetUtcNow();
        await links.AddAsync(tx, Hash(key), accountId, now, life is { } span ? now + span : null, ct);
        return $"{(accountId is null ? FirstAddress : Address)}?key={key}";
    }

    /// <summary>The link of that key, where it is still good; null where not.</summary>
    public async Task<AccountLink?> FindAsync(string? key, CancellationToken ct) =>
        key is { Length: > 0 and <= LongestKey } && await links.FindAsync(Hash(key), ct) is { } link && link.IsGood(time.GetUtcNow()) ? link : null;

    /// <summary>Uses it up; null where it was not good.</summary>
    public Task<AccountLink?> UseAsync(WriteTransaction tx, string? key, CancellationToken ct) =>
        key is { Length: > 0 and <= LongestKey } ? links.UseAsync(tx, Hash(key), time.GetUtcNow(), ct) : Task.FromResult<AccountLink?>(null);

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}

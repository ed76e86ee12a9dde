using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Recto.App.Features.Subscriptions.Terms;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Language;
using Recto.Storage.Access;
using Recto.Storage.Sql;

namespace Recto.App.Features.Subscriptions.Links;

/// <summary>What a browser carries of the links that it followed: hashes in one cookie of the site, which the site alone can write. Who the reader is, is not asked and not kept.</summary>
internal sealed class CarriedLinks(IDataProtectionProvider protection)
{
    private const string Cookie = "recto-links";
    private const int Most = 20;
    private const int LongestCookie = 4000;
    private static readonly TimeSpan LongestStay = TimeSpan.FromDays(400); // Browsers keep none longer (RFC 6265bis).
    private readonly IDataProtector _protector = protection.CreateProtector("Recto.ReadingLinks");

    /// <summary>By what the request is known where rights are kept; null where it carries no link.</summary>
    public RightKeys? KeysOf(HttpContext context) => Read(context) is { Count: > 0 } hashes ? new RightKeys { TokenHashes = hashes } : null;

    /// <summary>Lets the browser carry one more; the oldest of too many is dropped.</summary>
    public void Add(HttpContext context, string hash, DateTimeOffset now, DateTimeOffset? until)
    {
        List<string> hashes = [.. Read(context).Where(known => known != hash).TakeLast(Most - 1), hash];
        var end = until is { } last && last < now + LongestStay && hashes.Count == 1 ? last : now + LongestStay;
        HostCookies.Set(context, Cookie, _protector.Protect(string.Join('.', hashes)), expires: end);
    }

    private List<string> Read(HttpContext context)
    {
        if (HostCookies.Find(context, Cookie) is not { Length: > 0 and <= LongestCookie } cookie)
        {
            return [];
        }

        try
        {
            return [.. _protector.Unprotect(cookie).Split('.', StringSplitOptions.RemoveEmptyEntries).Where(hash => hash.Length == 64)];
        }
        catch (CryptographicException)
        {
            return []; // Not ours, or of keys that are gone.
        }
    }
}

/// <summary>Where a reading link leads: <c>/read/{token}</c>.</summary>
internal static class FollowLink
{
    private const int LongestToken = 100;

    /// <summary>Lets the browser carry the link, counts the use, and leads on to what it opens.</summary>
    public static async Task FollowAsync(HttpContext context, string token, Database database, RightStore rights, ReadingLinkStore uses, CarriedLinks carried, TimeProvider time, Say say, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer"; // The address opens what it is for.
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        var now = time.GetUtcNow();
        var hash = token.Length <= LongestToken ? ReadingLinks.Hash(token) : "";
        if (await rights.FindByTokenAsync(hash, now, ct) is not { } row)
        {
            await PageWriter.WriteAsync<LinkGonePage>(context, new LinkGoneView(new Masthead { Title = say["This link is no longer good"], IsAccount = true, Language = say.Language }), status: StatusCodes.Status410Gone);
            return;
        }

        carried.Add(context, hash, now, row.Right.EndsAt);
        if (HttpMethods.IsGet(context.Request.Method) && !database.IsReadOnly)
        {
            await using var tx = await database.BeginAsync(ct);
            await uses.CountAsync(tx, row.Right.Id, now, ct);
            await tx.CommitAsync(ct);
        }

        DeskDoor.Done(context, RightWords.AddressOf(row) ?? "/");
    }
}

/// <summary>A link that opens nothing any more.</summary>
/// <param name="Masthead">Head and foot.</param>
public sealed record LinkGoneView(Masthead Masthead);

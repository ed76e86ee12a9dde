using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Recto.App.Shell;
using Recto.App.Shell.Persons;
using Recto.Storage.Access;
using Recto.Storage.Federation;

namespace Recto.App.Features.Federation.Institutions;

/// <summary>
/// Keeps the session of an institution in a cookie of its own, sealed with the site's keys. It holds ids of institutions, the protocol, its end and a random number; no name, no address, and no pseudonym of the reader,
/// so the site cannot tell two readers of one university from each other. Nobody can bring one of their own making, and each sign-in makes a new one.
/// </summary>
internal sealed class LibrarySessions(IDataProtectionProvider protection, KnownInstitutions institutions, TimeProvider time)
{
    /// <summary>Name of the cookie. It ends with the browser at the latest: on machines of a library somebody else comes next.</summary>
    public const string Cookie = "recto-library";

    private const string Version = "1";
    private const int LongestCookie = 4000;
    private static readonly object Known = new();
    private readonly IDataProtector _protector = protection.CreateProtector("Recto.Federation.Session.1");

    /// <summary>How long a session lasts.</summary>
    public static TimeSpan Life { get; } = TimeSpan.FromHours(8);

    /// <summary>Begins a session, in the place of one that is there.</summary>
    public void Begin(HttpContext context, IReadOnlyList<Guid> institutions, IdentityKind how)
    {
        var until = time.GetUtcNow() + Life;
        string[] parts = [Version, how.ToString(), until.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)), .. institutions.Take(LibrarySession.MostInstitutions).Select(id => id.ToString("N"))];
        HostCookies.Set(context, Cookie, _protector.Protect(string.Join(' ', parts)));
        context.Items.Remove(Known);
    }

    /// <summary>Ends the session of this browser.</summary>
    public static void End(HttpContext context)
    {
        HostCookies.Forget(context, Cookie);
        context.Items[Known] = null;
    }

    /// <summary>The session that a request brings; null where it brings none that holds now.</summary>
    public LibrarySession? Of(HttpContext context)
    {
        if (context.Items.TryGetValue(Known, out var known))
        {
            return (LibrarySession?)known;
        }

        var session = HostCookies.Find(context, Cookie) is { Length: > 0 and <= LongestCookie } sealedText ? Read(sealedText) : null;
        context.Items[Known] = session;
        return session;
    }

    /// <summary>By what the rights of a request are found; null where it brings no session, or its institutions are no customers any more. No statement.</summary>
    public ValueTask<RightKeys?> FindRightKeysAsync(HttpContext context, CancellationToken ct) => new(Of(context)?.Institutions.Select(id => institutions.Enter(context, id)).Aggregate((RightKeys?)null, (all, keys) => keys is null ? all : all?.With(keys) ?? keys));

    private LibrarySession? Read(string sealedText)
    {
        string text;
        try
        {
            text = _protector.Unprotect(sealedText);
        }
        catch (CryptographicException)
        {
            return null; // Of another site, of keys that are gone, or made up.
        }

        return text.Split(' ') is [Version, var how, var end, _, .. var ids] && Enum.TryParse<IdentityKind>(how, out var kind) && long.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && DateTimeOffset.FromUnixTimeSeconds(seconds) is var until && time.GetUtcNow() < until
            && ids.Select(id => Guid.TryParseExact(id, "N", out var known) ? known : Guid.Empty).ToList() is { Count: > 0 } institutions && !institutions.Contains(Guid.Empty)
            ? new LibrarySession(institutions, kind, until) : null;
    }
}

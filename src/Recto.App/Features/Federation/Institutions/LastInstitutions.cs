namespace Recto.App.Features.Federation.Institutions;

/// <summary>The institutions that were last signed in through in this browser, so that nobody seeks theirs twice. A cookie that the site reads on the page for choosing only; one button there forgets it.</summary>
internal static class LastInstitutions
{
    /// <summary>Name of the cookie.</summary>
    public const string Cookie = "recto-libraries";

    private const int Most = 3;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>Keys of the last three, latest first. A browser may bring anything.</summary>
    public static IReadOnlyList<string> Of(HttpContext context) => context.Request.Cookies[Cookie] is { Length: > 0 and <= 400 } text ? [.. text.Split('.', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Take(Most)] : [];

    /// <summary>Puts these before those that are remembered.</summary>
    public static void Remember(HttpContext context, IEnumerable<string> keys)
    {
        if (keys.Concat(Of(context)).Where(key => key.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')).Distinct(StringComparer.Ordinal).Take(Most).ToList() is { Count: > 0 } last)
        {
            context.Response.Cookies.Append(Cookie, string.Join('.', last), About(context, Kept));
        }
    }

    /// <summary>Forgets them.</summary>
    public static void Forget(HttpContext context) => context.Response.Cookies.Delete(Cookie, About(context, null));

    private static CookieOptions About(HttpContext context, TimeSpan? age) => new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, Path = "/login", MaxAge = age, IsEssential = true };
}

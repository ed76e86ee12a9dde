using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.RateLimiting;
using Recto.App.Shell.Persons;
using Recto.App.Shell.Sharing;

namespace Recto.App.Shell;

/// <summary>How many pages that have to be made one network is given: at one go, and then each second. What comes from the page cache costs nothing of it.</summary>
/// <param name="AtOnce">At one go.</param>
/// <param name="ASecond">Each second.</param>
internal sealed record PageLimits(int AtOnce, double ASecond)
{
    /// <summary>What holds where nobody has said anything: a reading room behind one address never comes near it, and a crawler is paced to a thousandth of what a node makes.</summary>
    public static PageLimits Generous { get; } = new(600, 5);

    /// <summary>As it is counted.</summary>
    public Allowance Allowance => new(AtOnce, TimeSpan.FromSeconds(1 / ASecond));

    /// <summary>Reads <c>600/5</c>; <c>off</c> for no limit.</summary>
    /// <param name="text">What is written; null or empty for <see cref="Generous"/>.</param>
    /// <param name="limits">What holds; null for no limit.</param>
    /// <param name="wrong">How to write it.</param>
    public static bool TryRead(string? text, out PageLimits? limits, [NotNullWhen(false)] out string? wrong)
    {
        (limits, wrong) = (Generous, null);
        switch (text?.Trim())
        {
            case null or "":
                return true;
            case "off":
                limits = null;
                return true;
            case var said when said.Split('/') is [var once, var second] && int.TryParse(once, NumberStyles.None, CultureInfo.InvariantCulture, out var atOnce) && atOnce > 0
                && double.TryParse(second, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var aSecond) && aSecond is >= 0.01 and <= 100_000:
                limits = new(atOnce, aSecond);
                return true;
            default:
                wrong = $"RECTO_PAGE_LIMIT “{text}” says how many pages that have to be made one network is given: at one go, and then each second, as 600/5; or “off”.";
                return false;
        }
    }
}

/// <summary>
/// Paces whoever asks for so many pages that readers would wait: each network by itself, after the page cache. Nobody is asked to prove anything. Not counted are signed-in persons, whoever comes through an institution, this machine,
/// and what has a limit of its own (the API by its keys, searches, harvesting); crawlers that the operator knows may ask for <see cref="Crawler"/> times as much.
/// Where a proxy stands before the site that <c>RECTO_PROXIES</c> does not name, all readers seem to be one: that is found and said. A proxy inside is not limited, for no reader can pretend to be one; one on the Internet is given <see cref="Proxy"/> times as much,
/// counted by its own address whatever it writes, so that it locks nobody out who comes through it and lets nobody past who only writes its header.
/// </summary>
internal static class PageLimit
{
    /// <summary>How many times as much a crawler of the operator’s lists is given.</summary>
    public const int Crawler = 10;

    /// <summary>How many times as much an address of the Internet is given that passes on what others ask, where nobody has named the proxies: it may be one, with many readers behind it, or one reader who writes such a header.</summary>
    public const int Proxy = 20;

    private const string Name = "pages";
    private static readonly Action<ILogger, Exception?> UnknownProxy = LoggerMessage.Define(LogLevel.Warning, new EventId(1, nameof(UnknownProxy)),
        "Requests come through a proxy that RECTO_PROXIES does not name, so that all its readers seem to be one: they share one limit or have none, institutions are not known by their networks, and usage is counted for one. Name its address in RECTO_PROXIES; where none stands before the site but one on this machine, write “127.0.0.1, ::1” there, and nobody is given more for writing such a header");

    /// <summary>Puts the limit before what follows. Comes after the page cache.</summary>
    public static void UsePageLimit(this IApplicationBuilder app, SiteOptions site)
    {
        if (site.PageLimits is not { } limits)
        {
            return;
        }

        var (counts, told) = (app.ApplicationServices.GetRequiredService<Counts>(), 0);
        app.Use(async (context, next) =>
        {
            if (IsFree(context))
            {
                await next(context);
                return;
            }

            var (isInside, isUnnamed) = (IsInside(context.Connection.RemoteIpAddress!), false);
            if (context.Request.Headers.ContainsKey("X-Forwarded-For") && (isInside || ReferenceEquals(site.Proxies, Networks.ThisMachine)))
            {
                // What a proxy that nobody named says of its readers is still in the request, for it is not believed.
                isUnnamed = true;
                if (Interlocked.Exchange(ref told, 1) == 0)
                {
                    UnknownProxy(context.RequestServices.GetRequiredService<ILogger<PageLimits>>(), null);
                }

                if (isInside)
                {
                    await next(context);
                    return;
                }
            }

            var isCrawler = context.Reader().Reader.IsCrawler;
            var counted = isCrawler ? await TakeAsync("crawlers", Crawler) : isUnnamed ? await TakeAsync("proxies", Proxy) : await TakeAsync(Name, 1);
            if (counted.IsAllowed)
            {
                await next(context);
                return;
            }

            context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(counted.Wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            await ErrorPages.WriteAsync(context, StatusCodes.Status429TooManyRequests);

            ValueTask<Counted> TakeAsync(string name, int times) => counts.TakeAsync(name, Networks.Of(context), limits.Allowance with { AtOnce = limits.AtOnce * times, OneMoreAfter = limits.Allowance.OneMoreAfter / times });
        });
    }

    private static bool IsFree(HttpContext context) => context.GetEndpoint() is not RouteEndpoint { RoutePattern.RawText: { } pattern } endpoint
        || endpoint.Metadata.GetMetadata<EnableRateLimitingAttribute>() is not null // It has one.
        || pattern.StartsWith("/api", StringComparison.Ordinal) || pattern.StartsWith("/health", StringComparison.Ordinal)
        || pattern.EndsWith("/files/{name}", StringComparison.Ordinal) || pattern.EndsWith("/cover", StringComparison.Ordinal) || pattern.EndsWith("/colours.css", StringComparison.Ordinal) || pattern.EndsWith(".png", StringComparison.Ordinal) // Parts of a page, many to each.
        || context.Person() is not null
        || ClientNetwork.IsOfInstitution(context)
        || context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    private static bool IsInside(IPAddress address)
    {
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return address.IsIPv6UniqueLocal || address.IsIPv6LinkLocal;
        }

        var bytes = address.GetAddressBytes();
        return bytes[0] == 10 || (bytes[0] == 172 && bytes[1] is >= 16 and < 32) || (bytes[0] == 192 && bytes[1] == 168) || (bytes[0] == 100 && bytes[1] is >= 64 and < 128);
    }
}

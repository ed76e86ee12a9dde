using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Primitives;
using Recto.App.Shell.Offers;
using Recto.App.Shell.Persons;
using Recto.App.Shell.Recommending;
using Recto.App.Shell.Telemetry;
using Recto.App.Shell.Usage;
using Recto.Journals.Access;

namespace Recto.App.Shell;

/// <summary>
/// Finished pages are kept compressed, one copy for each way of compressing, each place of the notes and each decision on who may read, and thrown away when anything is imported.
/// Pages of many articles are kept by what institutions give to whoever comes through them. Staff, and who holds a right of their own to what they read, are served past it.
/// The pages say <c>private, no-cache</c>: browsers ask again each time and get a 304, and no shared cache in front serves readings that nobody counts.
/// </summary>
internal sealed class PageCache : IOutputCachePolicy
{
    private static readonly object KeyOf = new();
    private static readonly object KnownOf = new();

    /// <summary>Tag of all pages.</summary>
    public const string Tag = "pages";

    /// <summary>Tag of the pages of one article.</summary>
    public static string TagOf(string slug) => "article " + slug;

    /// <inheritdoc/>
    public async ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var (request, services) = (context.HttpContext.Request, context.HttpContext.RequestServices);
        var known = Known(context.HttpContext);
        var mayCache = !context.HttpContext.ReadsNewest() && !request.Query.ContainsKey("api_key") // Who brings a key is answered for themselves.
            && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && context.HttpContext.Person() is not { HasPlace: true } // Staff see what others do not.
            && (context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<OffersForms>() is not { } offers || AskedForm.IsPage(context.HttpContext, offers)) // Files are no pages.
            && await IsForManyAsync(context, known, cancellation);
        Begin(context, mayCache, known);
        context.CacheVaryByRules.VaryByHost = services.GetRequiredService<SiteOptions>().Address is null; // Else no page holds the host, and made-up ones are not kept.
        context.CacheVaryByRules.VaryByValues["notes"] = request.Query["notes"] == "end" ? "end" : ""; // Two places, not as many as can be made up.
        context.CacheVaryByRules.VaryByValues["language"] = System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        context.CacheVaryByRules.VaryByValues["provided"] = context.HttpContext.ProvidedBy().Key;
        if (request.RouteValues.TryGetValue("slug", out var slug) && slug is string article)
        {
            context.Tags.Add(TagOf(article));
        }
    }

    // The rule is asked before the cache is: what is kept of an article is kept by what was decided, so that nobody is shown what was decided for another, nor what was decided before the clock or an editor turned it.
    private static async ValueTask<bool> IsForManyAsync(OutputCacheContext context, (string Generation, string Sale, string Turn) known, CancellationToken ct)
    {
        var http = context.HttpContext;
        var asker = http.Reader();
        context.CacheVaryByRules.VaryByValues["sale"] = known.Sale; // Prices stand on pages, and the way to the cart in their head.
        if (http.GetEndpoint()?.Metadata.GetMetadata<ShowsOneArticle>() is null)
        {
            // Badges, notes, counts of many articles: a page stays until the clock turns one of the articles, a copy for all who hold nothing, and one for all who come through an institution and hold the same. Who holds a right of their own is shown their own.
            context.CacheVaryByRules.VaryByValues["turn"] = known.Turn;
            await CountAsync(http, ct);
            if (asker.Reader.SharedRights(asker.At) is not { } rights)
            {
                return false;
            }

            context.CacheVaryByRules.VaryByValues["rights"] = rights.Length == 0 ? "" : Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(rights)).AsSpan(0, 16));
            return true;
        }

        if (http.Request.RouteValues["slug"] is not string slug || await http.RequestServices.GetRequiredService<KeptTerms>().FindAsync(slug, ct) is not { } row)
        {
            return false;
        }

        var decision = asker.Decide(row.Terms);
        context.CacheVaryByRules.VaryByValues["version"] = row.Version.ToString(CultureInfo.InvariantCulture);
        context.CacheVaryByRules.VaryByValues["access"] = decision.Class;
        context.CacheVaryByRules.VaryByValues["files"] = row.FilesTriedAt?.ToString(CultureInfo.InvariantCulture) ?? ""; // The page tells what can be taken away.
        http.Items[KeyOf] = decision.Class;
        http.Opened(row.Terms, decision);
        Meters.Decided(decision);
        if (http.RequestServices.GetRequiredService<SiteOptions>().ShuffledPercent is not null && await http.RequestServices.GetRequiredService<ShuffledShare>().DrawAsync(http, ct))
        {
            context.CacheVaryByRules.VaryByValues["lists"] = ShuffledShare.DayAt(asker.At).ToString("yyyyMMdd", CultureInfo.InvariantCulture); // One copy more a day, for all who were drawn.
        }

        return decision.Record && !decision.IsPersonal;
    }

    // A page from the cache counts like one that is made: what it shows of which article stands with its route, and the terms are in memory.
    private static async ValueTask CountAsync(HttpContext http, CancellationToken ct)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<CountsAs>() is { } counts && http.RequestServices.GetService<UsageQueue>() is not null
            && http.Request.RouteValues["slug"] is string slug && await http.RequestServices.GetRequiredService<KeptTerms>().FindAsync(slug, ct) is { } row)
        {
            http.Showed(row.Terms, http.Reader().Decide(row.Terms), counts.Form, counts.Part is { } part ? http.Request.RouteValues[part] as string : null);
        }
    }

    /// <summary>Says what was decided as the page was made: where that is not what its key was made of, an editor has turned it in this very moment, and it is not kept.</summary>
    public static void Made(HttpContext context, AccessDecision decision)
    {
        if (context.Items.TryGetValue(KeyOf, out var key) && (string)key! != decision.Class && context.Features.Get<IOutputCacheFeature>() is { } kept)
        {
            kept.Context.AllowCacheStorage = false;
        }
    }

    /// <inheritdoc/>
    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        Meters.Page(isKept: true);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        Meters.Page(isKept: false);
        End(context);
        return ValueTask.CompletedTask;
    }

    // What holds for all that is kept, pages and answers for machines.
    internal static void Begin(OutputCacheContext context, bool mayCache, (string Generation, string Sale, string Turn) known)
    {
        context.EnableOutputCaching = mayCache;
        context.AllowCacheLookup = mayCache;
        context.AllowCacheStorage = mayCache;
        context.AllowLocking = true;
        context.ResponseExpirationTimeSpan = TimeSpan.FromHours(1);
        context.CacheVaryByRules.QueryKeys = "after";
        context.CacheVaryByRules.VaryByValues["encoding"] = Encoding(context.HttpContext);
        context.CacheVaryByRules.VaryByValues["generation"] = known.Generation;
        context.HttpContext.Items[KnownOf] = known;
        context.Tags.Add(Tag);
    }

    // Keeps nothing where something was changed while the answer was made: it may be half of before and half of after.
    internal static void End(OutputCacheContext context)
    {
        var response = context.HttpContext.Response;
        context.AllowCacheStorage &= response.StatusCode == StatusCodes.Status200OK && StringValues.IsNullOrEmpty(response.Headers.SetCookie)
            && context.HttpContext.Items.TryGetValue(KnownOf, out var known) && Known(context.HttpContext).Equals(known);
    }

    // What this process knows of everything that its pages are made of.
    internal static (string Generation, string Sale, string Turn) Known(HttpContext context)
    {
        var (services, at) = (context.RequestServices, context.Reader().At);
        return (services.GetRequiredService<PageGeneration>().Key, services.GetRequiredService<ShopWindow>().Key(at), services.GetRequiredService<OpeningTurns>().Key(at));
    }

    // What the compression after us will choose, so that nobody is given a copy that only another reader can unpack. What browsers send is known by heart.
    private static string Encoding(HttpContext context) => context.Request.Headers.AcceptEncoding.ToString() switch
    {
        "" => "none",
        "gzip" => "gzip",
        "br" or "gzip, deflate, br" or "gzip, deflate, br, zstd" => "br",
        _ => context.RequestServices.GetRequiredService<IResponseCompressionProvider>().GetCompressionProvider(context)?.EncodingName ?? "none",
    };
}

/// <summary>Marks the page of one article, which depends on who reads by the decision on that article alone.</summary>
internal sealed record ShowsOneArticle
{
    /// <summary>The mark.</summary>
    public static ShowsOneArticle Mark { get; } = new();
}

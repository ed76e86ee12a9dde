using System.Text.Json;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Recto.App.Shell;
using Recto.App.Shell.Persons;
using Recto.Storage.Access;
using Recto.Storage.Federation;

namespace Recto.App.Features.GetFtr;

/// <summary>The publisher's side of GetFTR: whether readers of an institution may read articles, and where. For whoever has a key of the site.</summary>
internal static class GetFtrFeature
{
    private const string Address = "/api/getftr/v2/entitlements";
    private const int MostDois = 20; // The protocol's own bound.
    private static readonly BodyLimit Question = new(64 * 1024, () => "A question has up to 64 KB.");

    /// <summary>Adds what it needs.</summary>
    public static void AddGetFtr(this IServiceCollection services)
    {
        services.TryAddSingleton<InstitutionIdentityStore>();
        services.AddSingleton<Entitlements>();
    }

    /// <summary>Maps its address: POST as GetFTR asks, GET for one DOI.</summary>
    public static void MapGetFtr(this IEndpointRouteBuilder routes)
    {
        routes.MapLate(Address, [HttpMethods.Post], AskAsync).DisableAntiforgery().WithMetadata(Question).WithMetadata(OnlyReads.Mark); // Nothing is changed, and no cookie counts: the key does.
        routes.MapLate(Address, [HttpMethods.Get], AskOneAsync);
    }

    private static async Task AskAsync(HttpContext context, Entitlements entitlements, CancellationToken ct)
    {
        if (!await MayAsync(context, ct))
        {
            return;
        }

        EntitlementsRequest? asked;
        try
        {
            asked = await JsonSerializer.DeserializeAsync(context.Request.Body, GetFtrJsonContext.Default.EntitlementsRequest, ct);
        }
        catch (JsonException)
        {
            asked = null;
        }

        if (asked?.Dois is not { Count: > 0 and <= MostDois } dois || dois.Any(doi => doi is null or { Length: 0 or > 2048 }))
        {
            await Problems.WriteAsync(context, Problems.Of(StatusCodes.Status400BadRequest, null) with { Detail = "Send {\"org\": {…}, \"dois\": [\"10.…\"]} with 1 to 20 DOIs." });
            return;
        }

        await WriteAsync(context, new EntitlementsAnswer(await TellAsync(context, entitlements, [.. dois.Select(doi => doi!)], asked.Org, ct)), GetFtrJson.Letters.EntitlementsAnswer, StatusCodes.Status200OK, ct);
    }

    private static async Task AskOneAsync(HttpContext context, Entitlements entitlements, CancellationToken ct)
    {
        if (!await MayAsync(context, ct))
        {
            return;
        }

        var query = context.Request.Query;
        if (query["doi"].ToString() is not { Length: > 0 and <= 2048 } doi)
        {
            await Problems.WriteAsync(context, Problems.Of(StatusCodes.Status400BadRequest, null) with { Detail = "Name the DOI in doi.", Parameter = "doi" });
            return;
        }

        string? Said(string name) => query[name].ToString() is { Length: > 0 } value ? value : null;
        var org = new OrganisationIds { Ipv4 = Said("ipv4"), Ipv6 = Said("ipv6"), EntityId = Said("entityID") ?? Said("entityId"), EduPersonScopedAffiliation = Said("eduPersonScopedAffiliation"), RorId = Said("rorID") };
        var told = (await TellAsync(context, entitlements, [doi], org, ct))[0];
        await WriteAsync(context, told, GetFtrJson.Letters.Entitlement, told.StatusCode, ct);
    }

    private static Task<IReadOnlyList<Entitlement>> TellAsync(HttpContext context, Entitlements entitlements, IReadOnlyList<string> dois, OrganisationIds? org, CancellationToken ct) =>
        entitlements.TellAsync(dois, org, context.RequestServices.GetRequiredService<SiteOptions>().AddressFor(context.Request), context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(), ct);

    private static async Task<bool> MayAsync(HttpContext context, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        var (keys, time) = (context.RequestServices.GetRequiredService<AccessKeyStore>(), context.RequestServices.GetRequiredService<TimeProvider>());
        if (AccessKey.HashOf(context.Request) is { } hash && await keys.FindAsync(hash, AccessKeyPurpose.GetFtr, ct) is { } key)
        {
            var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
            if (key.UsedOn is null || key.UsedOn < today)
            {
                await keys.UsedAsync(key.Id, today, ct);
            }

            return true;
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        await Problems.WriteAsync(context, Problems.Of(StatusCodes.Status401Unauthorized, null));
        return false;
    }

    private static async Task WriteAsync<T>(HttpContext context, T answer, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, int status, CancellationToken ct)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(context.Response.Body, answer, type, ct);
    }
}

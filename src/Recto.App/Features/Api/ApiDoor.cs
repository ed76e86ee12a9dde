using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Net.Http.Headers;
using Recto.App.Features.Api.Keys;
using Recto.App.Shell;

namespace Recto.App.Features.Api;

/// <summary>The door of every address of the API: method, form, key, count; then the operation; every refusal a problem.</summary>
internal static class ApiDoor
{
    private const int CostOfSearch = 10;

    /// <summary>What a browser may show a script of another site.</summary>
    public const string Exposed = "ETag, Last-Modified, Link, Location, Retry-After, RateLimit, RateLimit-Policy, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, WWW-Authenticate, X-Request-Id";

    /// <summary>Answers a request.</summary>
    public static async Task AnswerAsync(HttpContext context, ApiOperation? operation)
    {
        var response = context.Response;
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.AccessControlExposeHeaders = Exposed;
        response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        response.Headers.CacheControl = "no-cache";
        try
        {
            if (HttpMethods.IsOptions(context.Request.Method))
            {
                Preflight(response);
                return;
            }

            if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
            {
                response.Headers.Allow = "GET, HEAD, OPTIONS";
                throw new ApiRefusedException(Problems.Of(StatusCodes.Status405MethodNotAllowed, null));
            }

            await CountAsync(context, context.Request.Query.ContainsKey("q") ? CostOfSearch : 1);
            if (operation is null)
            {
                throw ApiRefusedException.NotFound("There is nothing at this address. What there is stands at /api, and for programs at /api/openapi.json.");
            }

            if (!Accepts(context.Request))
            {
                throw new ApiRefusedException(Problems.Of(StatusCodes.Status406NotAcceptable, null));
            }

            await operation.Answer(new ApiRequest(context, operation.Told), context.RequestAborted);
        }
        catch (ApiRefusedException refused)
        {
            await Problems.WriteAsync(context, refused.Problem);
        }
    }

    /// <summary>Answers with a record or a list; with 304 where whoever asks has it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="answer">What is told.</param>
    /// <param name="type">How it is written.</param>
    /// <param name="changed">When it was last changed; null where that is not known.</param>
    public static Task WriteAsync<T>(HttpContext context, T answer, JsonTypeInfo<T> type, DateTimeOffset? changed = null) =>
        WriteAsync(context, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(answer, type), "application/json", changed);

    /// <summary>Answers with these bytes; with 304 where whoever asks has them.</summary>
    public static async Task WriteAsync(HttpContext context, byte[] body, string mediaType, DateTimeOffset? changed)
    {
        var response = context.Response;
        // Weak: the same answer goes out in several compressions.
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12))}\"", isWeak: true);
        response.GetTypedHeaders().ETag = tag;
        if (changed is { } at)
        {
            response.GetTypedHeaders().LastModified = at; // For people and caches; what is unchanged is told by the tag alone.
        }

        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = mediaType;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.BodyWriter.WriteAsync(body, context.RequestAborted);
        }
    }

    /// <summary>Answers with the description of the API, which costs nothing of anybody's count.</summary>
    public static async Task DescribeAsync(HttpContext context, Func<string, byte[]> description, string mediaType)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers.AccessControlExposeHeaders = Exposed;
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        context.Response.Headers.CacheControl = "no-cache";
        if (HttpMethods.IsOptions(context.Request.Method))
        {
            Preflight(context.Response);
        }
        else if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        {
            await WriteAsync(context, description(context.RequestServices.GetRequiredService<SiteOptions>().AddressFor(context.Request)), mediaType, null);
        }
        else
        {
            context.Response.Headers.Allow = "GET, HEAD, OPTIONS";
            await Problems.WriteAsync(context, Problems.Of(StatusCodes.Status405MethodNotAllowed, null));
        }
    }

    private static void Preflight(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status204NoContent;
        response.Headers.Allow = "GET, HEAD, OPTIONS";
        response.Headers.AccessControlAllowMethods = "GET, HEAD, OPTIONS";
        response.Headers.AccessControlAllowHeaders = "Authorization, If-None-Match, Accept";
        response.Headers.AccessControlMaxAge = "86400";
    }

    // A key gives more requests, never more rights. A bad one is paid for by its network, so that nobody tries many.
    private static async Task CountAsync(HttpContext context, int cost)
    {
        var services = context.RequestServices;
        var (rate, limits) = (services.GetRequiredService<ApiRate>(), services.GetRequiredService<ApiLimits>());
        var authorization = context.Request.Headers.Authorization.ToString();
        var network = ClientNetwork.IsOfInstitution(context) ? limits.Anonymous with { AtOnce = limits.Keyed.AtOnce, ASecond = limits.Keyed.ASecond } : limits.Anonymous; // Many people behind one address.
        if (authorization.Length == 0)
        {
            Tell(context, await rate.TakeAsync("network " + Networks.Of(context), network, cost));
            return;
        }

        var keys = services.GetRequiredService<ApiKeys>();
        var hash = ApiKeys.HashOf(authorization);
        var key = hash is null ? null : keys.Known(hash);
        if (key is null)
        {
            var count = await rate.TakeAsync("network " + Networks.Of(context), network, 1);
            if (!count.IsAllowed)
            {
                Tell(context, count);
            }

            key = hash is null ? null : await keys.FindAsync(hash, context.RequestAborted);
            if (key is null)
            {
                context.Response.Headers.WWWAuthenticate = "Bearer realm=\"Recto API\", error=\"invalid_token\"";
                throw new ApiRefusedException(Problems.Of(StatusCodes.Status401Unauthorized, null) with
                {
                    Detail = "The header Authorization holds no key that is good here. Send it as “Bearer recto_…”, or leave the header out: everything can be read without a key, but less often.",
                });
            }
        }

        keys.Used(key.Value);
        Tell(context, await rate.TakeAsync($"key {key.Value:N}", limits.Keyed, cost));
    }

    private static void Tell(HttpContext context, ApiCount count)
    {
        static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
        var headers = context.Response.Headers;
        headers["RateLimit-Policy"] = $"\"{count.Limit.Name}\";q={Number(count.Limit.AtOnce)};w={Number(count.Limit.Window)}";
        headers["RateLimit"] = $"\"{count.Limit.Name}\";r={Number(count.Remaining)};t={Number(count.Reset)}";
        headers["RateLimit-Limit"] = Number(count.Limit.AtOnce);
        headers["RateLimit-Remaining"] = Number(count.Remaining);
        headers["RateLimit-Reset"] = Number(count.Reset);
        if (!count.IsAllowed)
        {
            headers.RetryAfter = Number(count.Wait);
            throw new ApiRefusedException(Problems.Of(StatusCodes.Status429TooManyRequests, null) with { Detail = $"{count.Limit.AtOnce} requests may be sent at one go, then {count.Limit.ASecond} a second. The next is answered in {count.Wait} s. {(count.Limit.Name == "network" ? "A key gives ten times as many." : "")}".TrimEnd() });
        }
    }

    private static bool Accepts(HttpRequest request)
    {
        if (request.Headers.Accept.Count == 0)
        {
            return true;
        }

        // The most special range that covers JSON decides (RFC 9110, 12.5.1).
        var best = request.GetTypedHeaders().Accept.Where(range => range.MatchesAllTypes || (range.Type == "application" && (range.MatchesAllSubTypes || range.SubType == "json")))
            .OrderByDescending(range => range.MatchesAllTypes ? 0 : range.MatchesAllSubTypes ? 1 : 2).FirstOrDefault();
        return best is not null && best.Quality != 0;
    }
}

using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Net.Http.Headers;
using Recto.Storage.Files;

namespace Recto.App.Shell;

/// <summary>Answers for machines that ask again and again: feeds, sitemaps, lists. The same for everybody, in English, kept as the pages are, and told in a few bytes where nothing has changed.</summary>
internal static class MachineAnswers
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps one that may be kept.</summary>
    public static IEndpointConventionBuilder MapMachine(this IEndpointRouteBuilder routes, string pattern, Delegate answer) =>
        routes.MapLate(pattern, Reading, answer).CacheOutput(builder => builder.AddPolicy<MachineCache>(), excludeDefaultPolicy: true);

    /// <summary>Sends bytes, or says that they are the same as before (RFC 9110, 13: a tag that is given goes before a date).</summary>
    /// <param name="context">The request.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="mediaType">Media type, with its charset.</param>
    /// <param name="changed">When they were last changed; null where that is not known.</param>
    public static async Task SendAsync(HttpContext context, byte[] body, string mediaType, DateTimeOffset? changed)
    {
        var response = context.Response;
        var tag = new EntityTagHeaderValue($"\"{FileHash.Of(body).Value[..16]}\"", isWeak: true); // Weak: it goes out in several compressions.
        var headers = response.GetTypedHeaders();
        headers.ETag = tag;
        headers.LastModified = changed is { } at ? Whole(at) : null;
        response.Headers.CacheControl = "no-cache";
        if (IsUnchanged(context.Request.GetTypedHeaders(), tag, headers.LastModified))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = mediaType;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    private static bool IsUnchanged(Microsoft.AspNetCore.Http.Headers.RequestHeaders asked, EntityTagHeaderValue tag, DateTimeOffset? changed) => asked.IfNoneMatch.Count > 0
        ? asked.IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false))
        : asked.IfModifiedSince is { } since && changed is { } at && at <= since;

    // Dates of HTTP know no parts of a second.
    private static DateTimeOffset Whole(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());
}

/// <summary>Keeps answers for machines until anything changes, one copy for each way of compressing: neither the language nor the person who asks makes a difference.</summary>
internal sealed class MachineCache : IOutputCachePolicy
{
    /// <inheritdoc/>
    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var mayCache = HttpMethods.IsGet(context.HttpContext.Request.Method) && !context.HttpContext.ReadsNewest();
        var known = PageCache.Known(context.HttpContext);
        PageCache.Begin(context, mayCache, known);
        context.CacheVaryByRules.VaryByValues["turn"] = known.Turn;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        PageCache.End(context);
        return ValueTask.CompletedTask;
    }
}

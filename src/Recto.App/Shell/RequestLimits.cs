using Microsoft.AspNetCore.Http.Features;

namespace Recto.App.Shell;

/// <summary>How much a request may bring.</summary>
internal static class RequestLimits
{
    /// <summary>Bytes of a body where an address says nothing else (<see cref="BodyLimit"/>). A form is far smaller; large files come in by the command line.</summary>
    public const int LargestBody = 1024 * 1024;

    // A browser that is cut off while it sends shows its own page of a broken connection and not ours: what is not too much too large is let run out, and thrown away.
    private const long RunOut = 64L * 1024 * 1024;

    /// <summary>Refuses a body that says of itself that it is larger, before anybody reads of it. One that does not say is cut off by the server. Comes after routing, for an address may have a limit of its own.</summary>
    public static void UseRequestLimits(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var limit = context.GetEndpoint()?.Metadata.GetMetadata<BodyLimit>();
        if (context.Request.ContentLength is not { } length || length <= (limit?.Bytes ?? LargestBody))
        {
            await next(context);
            return;
        }

        if (limit is not null && length <= RunOut && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = RunOut;
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        }

        await ErrorPages.WriteAsync(context, StatusCodes.Status413PayloadTooLarge, limit?.Sentence());
    });
}

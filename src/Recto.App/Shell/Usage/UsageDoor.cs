namespace Recto.App.Shell.Usage;

/// <summary>What stands before pages and caches, looks at each request once it is answered, and tells what it was to all who keep something of it.</summary>
internal static class UsageDoor
{
    /// <summary>Set where an answer leads on to the file that was asked for, in place of sending it.</summary>
    public static readonly object LedOn = new();

    /// <summary>Puts it before what follows; nothing where the site keeps nothing of its readers. Comes after the reader’s door and before the page cache: pages from the cache are read too.</summary>
    public static void UseUsageDoor(this IApplicationBuilder app)
    {
        var takers = app.ApplicationServices.GetServices<ITakesUsage>().ToArray();
        if (takers.Length == 0)
        {
            return;
        }

        app.Use(async (HttpContext context, RequestDelegate next) =>
        {
            await next(context);
            if (FindDone(context) is { } mark)
            {
                foreach (var taker in takers)
                {
                    taker.Take(context, mark);
                }
            }
        });
    }

    // What a request was that is answered; null where it counts as nothing: refused, not there, or fetched before anybody asked for it.
    private static UsageMark? FindDone(HttpContext context) => UsageMarks.Find(context) is { } mark && IsAnswered(context, mark) && !IsAhead(context.Request) ? mark : null;

    // 200 and 304 alone, and the way to a file that lies elsewhere; of pieces of a file the one with its beginning, so that a reader who loads a PDF piece by piece has had it once. A refusal is 403, the page of the article that shows its wall is 200.
    private static bool IsAnswered(HttpContext context, UsageMark mark) => HttpMethods.IsGet(context.Request.Method) && context.Response.StatusCode switch
    {
        StatusCodes.Status200OK or StatusCodes.Status304NotModified => mark.What != UsageAct.Refused,
        StatusCodes.Status206PartialContent => mark.What != UsageAct.Refused && context.Response.Headers.ContentRange.ToString().StartsWith("bytes 0-", StringComparison.Ordinal),
        StatusCodes.Status302Found => mark.What != UsageAct.Refused && mark.Terms is not null && context.Items.ContainsKey(LedOn),
        StatusCodes.Status403Forbidden => mark.What == UsageAct.Refused,
        _ => false,
    };

    // What a browser fetches before anybody has asked for it is no use (COUNTER 5.1, 7.8).
    private static bool IsAhead(HttpRequest request) => request.Headers["Sec-Purpose"].ToString().StartsWith("prefetch", StringComparison.OrdinalIgnoreCase)
        || request.Headers["Purpose"].ToString().Equals("prefetch", StringComparison.OrdinalIgnoreCase) || request.Headers["X-Moz"].ToString().Equals("prefetch", StringComparison.OrdinalIgnoreCase);
}

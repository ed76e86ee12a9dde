using System.Buffers;
using Microsoft.Net.Http.Headers;
using Recto.Journals.Exchange.Counter;

namespace Recto.App.Features.Usage;

/// <summary>How the service answers: JSON without a mark, a report as a table where that is asked for, and each exception with its status.</summary>
internal static class CounterAnswers
{
    /// <summary>Sends JSON.</summary>
    public static async Task SendAsync(HttpContext context, Action<IBufferWriter<byte>> write, int status, CancellationToken ct)
    {
        var body = new ArrayBufferWriter<byte>(16 * 1024);
        write(body);
        await SendAsync(context, body, "application/json", status, ct);
    }

    /// <summary>Sends the one exception that is answered instead of a report.</summary>
    public static Task RefuseAsync(HttpContext context, CounterNotice notice, CancellationToken ct) => SendAsync(context, body => CounterJson.Write(notice, body), notice.Status, ct);

    /// <summary>Sends a report.</summary>
    /// <param name="context">The request.</param>
    /// <param name="report">The report.</param>
    /// <param name="isTable">Whether as a table.</param>
    /// <param name="name">Name of the file; null where it is none.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task SendAsync(HttpContext context, CounterReport report, bool isTable, string? name, CancellationToken ct)
    {
        var body = new ArrayBufferWriter<byte>(64 * 1024);
        Write(report, isTable, body);
        if (name is not null)
        {
            context.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileNameStar = name }.ToString();
        }

        await SendAsync(context, body, isTable ? CounterTable.MediaType + "; charset=utf-8" : "application/json", StatusCodes.Status200OK, ct);
    }

    /// <summary>Writes a report.</summary>
    public static void Write(CounterReport report, bool isTable, IBufferWriter<byte> body)
    {
        if (isTable)
        {
            CounterTable.Write(report, body);
        }
        else
        {
            CounterJson.Write(report, body);
        }
    }

    /// <summary>Whether the request would rather have a table than JSON.</summary>
    public static bool AsksForTable(HttpRequest request)
    {
        var accept = request.GetTypedHeaders().Accept;
        double Quality(string type) => accept.FirstOrDefault(one => one.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)) is { } range ? range.Quality ?? 1 : 0;
        return Quality(CounterTable.MediaType) > Quality("application/json");
    }

    private static async Task SendAsync(HttpContext context, ArrayBufferWriter<byte> body, string mediaType, int status, CancellationToken ct)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = mediaType;
        context.Response.Headers.CacheControl = "no-store";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body.WrittenMemory, ct);
        }
    }
}

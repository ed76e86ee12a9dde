using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Recto.App.Shell;

/// <summary>What went wrong at an address for programs (RFC 9457).</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Kind">Word of the kind, by which programs tell problems apart: <c>bad-parameter</c>.</param>
/// <param name="Title">The kind in a few words, English.</param>
/// <param name="Detail">What happened and what to do, English.</param>
internal sealed record Problem(int Status, string Kind, string Title, string Detail)
{
    /// <summary>The parameter that is wrong; null where none is.</summary>
    public string? Parameter { get; init; }

    /// <summary>Number of this event in the log; null where nothing was logged.</summary>
    public string? Event { get; init; }
}

/// <summary>Answers programs what pages answer people: every error as <c>application/problem+json</c>.</summary>
internal static class Problems
{
    /// <summary>Media type of the answers.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>Path of the page that explains the kinds, and below which everything is for programs.</summary>
    public const string Page = "/api";

    private static readonly JsonWriterOptions Letters = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether the address is one for programs.</summary>
    public static bool AreFor(HttpContext context) => context.Request.Path.StartsWithSegments(Page, StringComparison.OrdinalIgnoreCase, out var rest) && rest.HasValue && rest.Value!.Length > 1;

    /// <summary>The problem of a bare status.</summary>
    public static Problem Of(int status, string? id) => status switch
    {
        400 => new(status, "bad-request", "Not understood", "The request could not be understood."),
        401 => new(status, "bad-key", "No such key", "The key is unknown or was revoked."),
        403 => new(status, "closed", "Closed", "This is not open to everybody."),
        404 => new(status, "not-found", "Not found", "There is nothing at this address."),
        405 => new(status, "method", "Not to be had that way", "Every address here is for reading: GET, HEAD or OPTIONS."),
        406 => new(status, "not-acceptable", "Not to be had in that form", "Answers are application/json."),
        410 => new(status, "gone", "Gone", "What stood here was taken back."),
        413 => new(status, "too-large", "Too large", "Nothing is to be sent here."),
        414 => new(status, "too-long", "Too long an address", "The address is longer than any of this site."),
        429 => new(status, "too-many", "Too many requests", "Wait as long as Retry-After says."),
        >= 500 => new(status, "fault", "Something broke here", "The fault is ours. Try again later; if it stays, tell the people who run this site, and give them the event.") { Event = id },
        _ => new(status, "bad-request", "Not understood", "The request could not be understood."),
    };

    /// <summary>Answers with a problem, which nobody keeps.</summary>
    public static async Task WriteAsync(HttpContext context, Problem problem)
    {
        var body = new ArrayBufferWriter<byte>(512);
        await using (var writer = new Utf8JsonWriter(body, Letters))
        {
            writer.WriteStartObject();
            writer.WriteString("type", $"{context.RequestServices.GetRequiredService<SiteOptions>().AddressFor(context.Request)}{Page}#{problem.Kind}");
            writer.WriteString("title", problem.Title);
            writer.WriteNumber("status", problem.Status);
            writer.WriteString("detail", problem.Detail);
            if (problem.Parameter is not null)
            {
                writer.WriteString("parameter", problem.Parameter);
            }

            if (problem.Event is not null)
            {
                writer.WriteString("event", problem.Event);
            }

            writer.WriteEndObject();
        }

        var response = context.Response;
        response.StatusCode = problem.Status;
        response.ContentType = MediaType;
        response.ContentLength = body.WrittenCount;
        response.Headers.CacheControl = "no-store";
        RequestNumber.Tell(context);
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.BodyWriter.WriteAsync(body.WrittenMemory, context.RequestAborted);
        }
    }
}

using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Recto.App.Shell;

/// <summary>The number of a request: that of its trace, so that the page of an error, its header, a problem, the lines of the log and telemetry have the same.</summary>
internal static class RequestNumber
{
    /// <summary>The header that errors bear it in.</summary>
    public const string Header = "X-Request-Id";

    /// <summary>It: 32 hexadecimal digits, or the server's own where nothing traces.</summary>
    public static string Of(HttpContext context) => (context.Features.Get<IHttpActivityFeature>()?.Activity ?? Activity.Current)?.TraceId.ToHexString() ?? context.TraceIdentifier;

    /// <summary>Puts it into the head of an answer that is an error.</summary>
    public static void Tell(HttpContext context) => context.Response.Headers[Header] = Of(context);
}

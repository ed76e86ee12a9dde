using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;

namespace Recto.App.Shell;

/// <summary>
/// One line for each request, where somebody wants it: method, route, status, duration, bytes, trace. The route is the pattern of the address (<c>/articles/{slug}</c>), never the address itself:
/// what was sought, who asked and from where is in no log.
/// </summary>
internal static class RequestLog
{
    /// <summary>The category of these lines.</summary>
    public const string Category = "Recto.Requests";

    private static readonly Action<ILogger, string, string, int, double, long, Exception?> Answered = LoggerMessage.Define<string, string, int, double, long>(
        LogLevel.Information, new EventId(10, nameof(Answered)), "{Method} {Route} {Status} in {Milliseconds} ms, {Bytes} bytes");

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    /// <summary>Writes the lines; stands before everything else.</summary>
    public static void UseRequestLog(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(Category);
        if (!log.IsEnabled(LogLevel.Information))
        {
            return; // Nothing to pay where nobody listens.
        }

        app.Use(async (context, next) =>
        {
            var begin = Stopwatch.GetTimestamp();
            var wire = context.Response.Body;
            var counted = new CountedBody(wire);
            context.Response.Body = counted;
            try
            {
                await next(context);
                if (context.Response.BodyWriter is { CanGetUnflushedBytes: true, UnflushedBytes: > 0 } writer)
                {
                    await writer.FlushAsync(CancellationToken.None); // What is left goes out by this way, or by none.
                }
            }
            finally
            {
                context.Response.Body = wire;
                var status = context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted ? StatusCodes.Status499ClientClosedRequest : context.Response.StatusCode;
                Answered(log, Array.Find(Methods, method => method == context.Request.Method) ?? "OTHER", RouteOf(context), status, Math.Round(Stopwatch.GetElapsedTime(begin).TotalMilliseconds, 1), counted.Count, null);
            }
        });
    }

    /// <summary>The pattern of the address that was asked for; a word in brackets where it is no address of ours.</summary>
    public static string RouteOf(HttpContext context) => (context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint) is RouteEndpoint { RoutePattern.RawText: { } pattern } ? pattern
        : context.Request.Path.StartsWithSegments("/assets") ? "(asset)" : "(unknown)";

    private sealed class CountedBody(Stream wire) : Stream
    {
        public long Count { get; private set; }
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => Count; set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count)
        {
            Count += count;
            wire.Write(buffer, offset, count);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Count += buffer.Length;
            return wire.WriteAsync(buffer, cancellationToken);
        }

        public override void Flush() => wire.Flush();
        public override Task FlushAsync(CancellationToken cancellationToken) => wire.FlushAsync(cancellationToken);
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
    }
}

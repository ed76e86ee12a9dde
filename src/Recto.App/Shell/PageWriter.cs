using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Recto.App.Shell;

/// <summary>
/// Writes a page: a Razor component makes the frame, and the parts that were made at import are copied between its pieces as the bytes they are.
/// The component marks their places with <see cref="Slot"/>.
/// </summary>
internal static class PageWriter
{
    private const string Opening = "<!--slot:";
    private const string Closing = "-->";

    /// <summary>The mark of a part in a component.</summary>
    /// <param name="name">Name of the part.</param>
    public static MarkupString Slot(string name) => new(Opening + name + Closing);

    /// <summary>Answers with a page.</summary>
    /// <typeparam name="TPage">Its component.</typeparam>
    /// <param name="context">The request.</param>
    /// <param name="view">What the component shows; its one parameter, <c>View</c>.</param>
    /// <param name="parts">The ready parts by name, UTF-8.</param>
    /// <param name="status">HTTP status.</param>
    public static async Task WriteAsync<TPage>(HttpContext context, object view, IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? parts = null, int status = 200)
        where TPage : IComponent
    {
        var frame = await FrameAsync<TPage>(context.RequestServices, view);
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            Write(response.BodyWriter, frame, parts);
            await response.BodyWriter.FlushAsync(context.RequestAborted);
        }
    }

    private static async Task<string> FrameAsync<TPage>(IServiceProvider services, object view) where TPage : IComponent
    {
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(new Dictionary<string, object?> { ["View"] = view }))).ToHtmlString());
    }

    private static void Write(IBufferWriter<byte> output, ReadOnlySpan<char> frame, IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? parts)
    {
        while (frame.IndexOf(Opening) is >= 0 and var start)
        {
            Encoding.UTF8.GetBytes(frame[..start], output);
            frame = frame[(start + Opening.Length)..];
            var end = frame.IndexOf(Closing);
            output.Write(parts![frame[..end].ToString()].Span);
            frame = frame[(end + Closing.Length)..];
        }

        Encoding.UTF8.GetBytes(frame, output);
    }
}

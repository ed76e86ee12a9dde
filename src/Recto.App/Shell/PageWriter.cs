using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Recto.App.Shell.Language;
using Recto.Journals.Exchange.Html;

namespace Recto.App.Shell;

/// <summary>
/// Writes a page: a Razor component makes the frame, and the parts that were made at import are copied between its pieces as the bytes they are, but for Recto's own words in them,
/// which are said in the language of the request (<see cref="SaidWords"/>).
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
            Write(response.BodyWriter, frame, parts, context.RequestServices.GetRequiredService<SaidWords>());
            await response.BodyWriter.FlushAsync(context.RequestAborted);
        }
    }

    private static async Task<string> FrameAsync<TPage>(IServiceProvider services, object view) where TPage : IComponent
    {
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(new Dictionary<string, object?> { ["View"] = view }))).ToHtmlString());
    }

    private static void Write(IBufferWriter<byte> output, ReadOnlySpan<char> frame, IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? parts, SaidWords words)
    {
        while (frame.IndexOf(Opening) is >= 0 and var start)
        {
            WriteFrame(output, frame[..start], words);
            frame = frame[(start + Opening.Length)..];
            var end = frame.IndexOf(Closing);
            words.Write(output, parts![frame[..end].ToString()].Span);
            frame = frame[(end + Closing.Length)..];
        }

        WriteFrame(output, frame, words);
    }

    // A title that stands in the frame may hold words of ours too.
    private static void WriteFrame(IBufferWriter<byte> output, ReadOnlySpan<char> frame, SaidWords words)
    {
        if (frame.Contains(WordMarks.Begin))
        {
            var bytes = new byte[Encoding.UTF8.GetByteCount(frame)];
            Encoding.UTF8.GetBytes(frame, bytes);
            words.Write(output, bytes);
            return;
        }

        Encoding.UTF8.GetBytes(frame, output);
    }
}

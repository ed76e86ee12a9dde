using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
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
        await WriteAsync(context, await FrameAsync<TPage>(context.RequestServices, view), parts, status);
    }

    /// <summary>Answers with a page whose frame is made.</summary>
    /// <param name="context">The request.</param>
    /// <param name="frame">The frame, in the language of the request.</param>
    /// <param name="parts">The ready parts by name, UTF-8.</param>
    /// <param name="status">HTTP status.</param>
    public static async Task WriteAsync(HttpContext context, PageFrame frame, IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? parts, int status = 200)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            Write(response.BodyWriter, frame, parts, context);
            await response.BodyWriter.FlushAsync(context.RequestAborted);
        }
    }

    /// <summary>Makes the frame of a page in the language of the request.</summary>
    /// <typeparam name="TPage">Its component.</typeparam>
    /// <param name="services">The request's services.</param>
    /// <param name="view">What the component shows.</param>
    public static async Task<PageFrame> FrameAsync<TPage>(IServiceProvider services, object view) where TPage : IComponent
    {
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(new Dictionary<string, object?> { ["View"] = view }))).ToHtmlString());
        return Cut(html, services.GetRequiredService<SaidWords>());
    }

    private static PageFrame Cut(ReadOnlySpan<char> html, SaidWords words)
    {
        var pieces = new List<(byte[] Html, string? Part)>();
        while (html.IndexOf(Opening) is >= 0 and var start)
        {
            pieces.Add((Said(html[..start], words), null));
            html = html[(start + Opening.Length)..];
            var end = html.IndexOf(Closing);
            pieces.Add(([], html[..end].ToString()));
            html = html[(end + Closing.Length)..];
        }

        pieces.Add((Said(html, words), null));
        return new PageFrame(pieces);
    }

    // A title that stands in the frame may hold words of ours too.
    private static byte[] Said(ReadOnlySpan<char> html, SaidWords words)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(html)];
        Encoding.UTF8.GetBytes(html, bytes);
        if (!html.Contains(WordMarks.Begin))
        {
            return bytes;
        }

        var said = new ArrayBufferWriter<byte>(bytes.Length + 256);
        words.Write(said, bytes);
        return said.WrittenSpan.ToArray();
    }

    private static void Write(PipeWriter output, PageFrame frame, IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? parts, HttpContext context)
    {
        var words = context.RequestServices.GetRequiredService<SaidWords>();
        foreach (var (html, part) in frame.Pieces)
        {
            if (part is null)
            {
                output.Write(html);
            }
            else if (part == ProvidedByLine.Part)
            {
                ProvidedByLine.Write(output, context); // The frame is kept for all readers.
            }
            else
            {
                words.Write(output, parts![part].Span);
            }
        }
    }
}

using System.Net;
using System.Text;

namespace Recto.Storage.Search;

/// <summary>The text of our own HTML, one paragraph a piece: without the notes that stand between paragraphs, and without their calls.</summary>
internal static class HtmlParagraphs
{
    private static readonly HashSet<string> Inline = new(StringComparer.Ordinal)
    {
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "i", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u", "var", "wbr", "time", "dfn", "kbd", "samp",
        "math", "mi", "mn", "mo", "mrow", "msup", "msub", "mtext", "mfrac", "msqrt", "semantics",
    };

    public static IReadOnlyList<string> Of(string html)
    {
        var paragraphs = new List<string>();
        var text = new StringBuilder();
        for (var at = 0; at < html.Length;)
        {
            if (html[at] != '<')
            {
                var next = html.IndexOf('<', at);
                next = next < 0 ? html.Length : next;
                text.Append(html, at, next - at);
                at = next;
                continue;
            }

            if (Skips(html, at) is { } behind)
            {
                at = behind;
                continue;
            }

            var end = html.IndexOf('>', at);
            end = end < 0 ? html.Length - 1 : end;
            if (!Inline.Contains(NameOf(html, at)))
            {
                Break(text, paragraphs);
            }

            at = end + 1;
        }

        Break(text, paragraphs);
        return paragraphs;
    }

    // What stands there and is no part of the text: a run of notes, a call, what only machines read. The place behind it.
    private static int? Skips(string html, int at)
    {
        static int Behind(string html, int at, string mark) => html.IndexOf(mark, at, StringComparison.Ordinal) is >= 0 and var end ? end + mark.Length : html.Length;
        var rest = html.AsSpan(at);
        if (rest.StartsWith("<!--notes-->"))
        {
            return Behind(html, at, "<!--/notes-->");
        }

        if (rest.StartsWith("<!--"))
        {
            return Behind(html, at, "-->");
        }

        if (rest.StartsWith("<annotation"))
        {
            return Behind(html, at, "</annotation>");
        }

        if (rest.StartsWith("<a class=\"call") || rest.StartsWith("<a role=\"doc-noteref"))
        {
            return Behind(html, at, "</a>");
        }

        return null;
    }

    private static string NameOf(string html, int at)
    {
        var start = at + 1;
        start += start < html.Length && html[start] == '/' ? 1 : 0;
        var end = start;
        while (end < html.Length && char.IsAsciiLetterOrDigit(html[end]))
        {
            end++;
        }

        return html[start..end];
    }

    private static void Break(StringBuilder text, List<string> paragraphs)
    {
        var words = string.Join(' ', WebUtility.HtmlDecode(text.ToString()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        text.Clear();
        if (words.Length > 0)
        {
            paragraphs.Add(words);
        }
    }
}
